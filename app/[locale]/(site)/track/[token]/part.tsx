import { getTranslations } from "next-intl/server";
import { Section } from "./section";
import type { Tracked } from "./tracked";

const beforeTheRepair: readonly Tracked["status"][] = [
  "booked",
  "received",
  "diagnosing",
  "awaiting_approval",
  "approved",
  "awaiting_parts",
];

/** Where the spare part is, for as long as the repair waits for it. */
export async function Part({ order: { part, status } }: { order: Tracked }) {
  const t = await getTranslations("tracking.part");
  if (part === "none" || !beforeTheRepair.includes(status)) return null;
  return (
    <Section id="part" title={t("title")}>
      <p>{t(part)}</p>
    </Section>
  );
}
