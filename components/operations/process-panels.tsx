"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import type { Overview } from "@/server/platform/operations/overview";
import { useMoment } from "./use-moment";

type Portal = Overview["portal"];

export function ProcessPanel({ facts }: { facts: Portal["process"] }) {
  const t = useTranslations("operations.facts");
  const momentOf = useMoment();
  const { number } = useFormatter();
  return (
    <Facts
      rows={[
        { label: t("pid"), value: facts.pid },
        { label: t("mode"), value: t(facts.mode) },
        { label: t("node"), value: facts.node },
        { label: t("since"), value: momentOf(facts.startedAt) },
        { label: t("memory"), value: t("megabytes", { megabytes: facts.memoryMegabytes }) },
        { label: t("busy"), value: number(facts.busy, { style: "percent" }) },
      ]}
    />
  );
}

export function LimitsPanel({ limits }: { limits: Portal["limits"] }) {
  const t = useTranslations("operations.facts");
  return (
    <Facts
      rows={limits.map(({ name, points, seconds }) => ({
        label: name,
        value: t("perWindow", { points, seconds }),
      }))}
    />
  );
}

export function DependencyPanel({ facts }: { facts: Portal["dependencies"][number] }) {
  const t = useTranslations("operations");
  const momentOf = useMoment();
  const { number } = useFormatter();
  const bulkhead = [
    ["inFlight", facts.inFlight, facts.inFlightMost],
    ["queued", facts.queued, facts.queuedMost],
  ] as const;
  const figures = ["calls", "failures", "retries", "rejected"] as const;
  return (
    <Facts
      rows={[
        { label: t("facts.breaker"), value: t(`values.breaker.${facts.breaker}`) },
        ...bulkhead.map(([name, count, most]) => ({
          label: t(`facts.${name}`),
          value: t("facts.ofMost", { count, most }),
        })),
        ...figures.map((name) => ({ label: t(`facts.${name}`), value: number(facts[name]) })),
        {
          label: t("facts.lastFailure"),
          value: facts.lastFailureAt === null ? t("facts.never") : momentOf(facts.lastFailureAt),
        },
      ]}
    />
  );
}
