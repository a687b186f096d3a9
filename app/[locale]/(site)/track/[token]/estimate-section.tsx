import { getTranslations } from "next-intl/server";
import { Link } from "@/i18n/navigation";
import { EstimateBody } from "./estimate-body";
import { estimatesBehind } from "./estimates";
import { Section } from "./section";
import type { Tracked } from "./tracked";

/** What the repair will cost, as its owner is asked: the version that holds, and the way to its printed form. */
export async function EstimateSection({ order, token }: { order: Tracked; token: string }) {
  const [t, versions] = await Promise.all([getTranslations("tracking.estimate"), estimatesBehind(token)]);
  const current = versions?.[0];
  if (versions !== null && current === undefined) return null;
  return (
    <Section id="estimate" title={t("title")}>
      {current === undefined ? (
        <p>{t("away")}</p>
      ) : (
        <div className="grid gap-4">
          <p dir="auto" className="whitespace-pre-line break-words">
            {current.finding}
          </p>
          <EstimateBody token={token} version={current} centre={order.serviceCenter} />
          <Link
            href={`/track/${token}/estimate/${current.version}`}
            className="w-fit py-2 text-signal underline underline-offset-3"
            data-print="hide"
          >
            {t("form.open")}
          </Link>
        </div>
      )}
    </Section>
  );
}
