import { getTranslations } from "next-intl/server";
import type { Tracked } from "./tracked";

/** One thing at a time: what the repair waits for from its owner. */
export async function Needed({ order, when }: { order: Tracked; when: string }) {
  const t = await getTranslations("tracking.need");
  const words = wordsFor(order);
  if (words === undefined) return null;
  const waits = words !== "nothing";
  return (
    <section
      aria-labelledby="need"
      className={`max-w-text border-l-3 pl-4 ${waits ? "border-attention" : "border-line"}`}
    >
      <h2 id="need" className="text-xl">
        {t("title")}
      </h2>
      <p className="mt-1">{t(words, { when, phone: order.serviceCenter.phone })}</p>
    </section>
  );
}

function wordsFor({ status, method }: Tracked): string | undefined {
  switch (status) {
    case "booked":
      return `booked_${method}`;
    case "awaiting_approval":
    case "ready":
    case "unrepairable":
      return status;
    case "received":
    case "diagnosing":
    case "approved":
    case "awaiting_parts":
    case "repairing":
    case "quality_check":
      return "nothing";
    case "handed_over":
    case "closed":
    case "cancelled":
    case "abandoned":
      return undefined;
  }
}
