import { useTranslations } from "next-intl";
import { type Answers, type Step, stepPath, steps } from "@/components/customer/booking/answers";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/i18n/navigation";

/** To the step before; everything answered stays in the address. */
export function BackLink({ step, answers }: { step: Step; answers: Answers }) {
  const t = useTranslations("booking");
  const before = steps[steps.indexOf(step) - 1];
  if (before === undefined) return null;
  return (
    <Link href={stepPath(before, answers)} className={buttonClass({ look: "quiet" })}>
      {t("back")}
    </Link>
  );
}
