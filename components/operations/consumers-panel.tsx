"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import type { ContextFacts } from "@/server/platform/operations/overview";

export function ConsumersPanel({
  consumers,
}: {
  consumers: NonNullable<ContextFacts["state"]>["consumers"];
}) {
  const t = useTranslations("operations");
  const { number } = useFormatter();
  if (consumers.length === 0) return <p className="text-muted">{t("values.noConsumers")}</p>;
  return consumers.map(({ name, source, offset, lagEvents, lagSeconds }) => (
    <section key={name} className="grid gap-1 border-line border-t pt-2">
      <h3 className="break-words font-mono text-base">{name}</h3>
      <p className="text-muted text-sm">
        {source === null ? t("values.unknown") : t("board.route", routeOf(source, name, t))}
      </p>
      <Facts
        rows={[
          { label: t("facts.offset"), value: number(offset) },
          {
            label: t("facts.lag"),
            value: lagEvents === null ? t("values.unknown") : t("facts.events", { count: lagEvents }),
          },
          {
            label: t("facts.age"),
            value:
              lagSeconds === null
                ? t("values.unknown")
                : t("facts.seconds", { seconds: Math.round(lagSeconds) }),
          },
        ]}
      />
    </section>
  ));
}

function routeOf(source: string, consumer: string, t: (key: string) => string) {
  const [target = ""] = consumer.split(".", 1);
  return { source: t(`owners.${source}`), target: t(`owners.${target}`) };
}
