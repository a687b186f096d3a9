import { getLocale, getTranslations } from "next-intl/server";
import { type Answers, stepPath, withAnswer } from "@/components/customer/booking/answers";
import { buttonClass } from "@/components/ui/button";
import { distance } from "@/components/ui/format";
import { Link } from "@/i18n/navigation";

interface NotCoveredProps {
  answers: Answers;
  hint: "swapped" | "sea" | "outside_network" | undefined;
  nearest: { id: string; name: string; city: string; distanceMeters: number } | undefined;
}

const tooFarMeters = 400_000;

/** Nobody serves this place: said plainly, with the nearest centre to bring the device to. */
export async function NotCovered({ answers, hint, nearest }: NotCoveredProps) {
  const [t, locale] = await Promise.all([getTranslations("booking.notCovered"), getLocale()]);
  const { place } = answers;
  const reachable = nearest && nearest.distanceMeters < tooFarMeters ? nearest : undefined;
  return (
    <div className="mt-6 grid max-w-text gap-4">
      <p className="font-display font-semibold text-xl">
        {t(hint ?? "outside_network", { place: place?.name || t("thisPlace") })}
      </p>
      {reachable ? (
        <p>
          {t("nearest", {
            centre: reachable.name,
            city: reachable.city,
            distance: distance(reachable.distanceMeters, locale),
          })}
        </p>
      ) : null}
      {hint === "outside_network" ? <p className="text-muted">{t("noted")}</p> : null}
      <div className="flex flex-wrap gap-3">
        {reachable ? (
          <Link
            href={stepPath("time", withAnswer(answers, { centre: reachable.id, method: "drop_off" }))}
            className={buttonClass()}
          >
            {t("bring", { city: reachable.city })}
          </Link>
        ) : null}
        <Link href={stepPath("place", answers)} className={buttonClass({ look: "secondary" })}>
          {t("otherPlace")}
        </Link>
      </div>
    </div>
  );
}
