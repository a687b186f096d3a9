"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import type { ContextFacts } from "@/server/platform/operations/overview";

type State = NonNullable<ContextFacts["state"]>;
type Log = NonNullable<State["log"]>;

export function DatabasePanel({ database }: { database: State["database"] }) {
  const t = useTranslations("operations.facts");
  const { number } = useFormatter();
  const { kind, latencyMillis, replica } = database;
  return (
    <Facts
      rows={[
        { label: t("kind"), value: kind === null ? "–" : t(kind) },
        {
          label: t("latency"),
          value: latencyMillis === null ? "–" : t("millis", { millis: latencyMillis }),
        },
        ...(replica === undefined
          ? []
          : [
              {
                label: t("replicaLag"),
                value: replica.lagMillis === null ? "–" : t("millis", { millis: replica.lagMillis }),
              },
              { label: t("replicaReads"), value: number(replica.reads) },
              { label: t("replicaFallbacks"), value: number(replica.fallbacks) },
            ]),
      ]}
    />
  );
}

export function FeedPanel({ log }: { log: Log }) {
  const t = useTranslations("operations.facts");
  const { number } = useFormatter();
  return (
    <Facts
      rows={[
        { label: t("feedEnd"), value: number(log.feedEnd) },
        { label: t("unnumbered"), value: number(log.unnumbered) },
        { label: t("oldest"), value: t("seconds", { seconds: Math.round(log.unnumberedSeconds) }) },
      ]}
    />
  );
}

export function LogPanel({ log }: { log: Log }) {
  const t = useTranslations("operations.facts");
  const { number } = useFormatter();
  return (
    <Facts
      rows={[
        { label: t("months"), value: number(log.partitionsAhead) },
        { label: t("beside"), value: number(log.defaultPartitionRows) },
        { label: t("keys"), value: number(log.idempotencyKeys) },
        { label: t("prepared"), value: number(log.prepared.length) },
        ...log.prepared.map(({ id, ageSeconds }) => ({
          label: id,
          value: t("seconds", { seconds: Math.round(ageSeconds) }),
        })),
      ]}
    />
  );
}
