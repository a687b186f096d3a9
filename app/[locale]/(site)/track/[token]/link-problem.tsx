import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/i18n/navigation";
import type { LinkProblem } from "./tracked";

/** What a link that leads to no repair says: why, and what to do. */
export async function LinkProblemPage({ problem, path }: { problem: LinkProblem; path: string }) {
  const t = await getTranslations("tracking.problem");
  const away = problem === "away";
  return (
    <EmptyState
      part={away ? "cable" : "tag"}
      heading="h1"
      title={t(`${problem}.title`)}
      text={t(`${problem}.text`)}
      action={
        <Link href={away ? path : "/find"} className={buttonClass()}>
          {t(away ? "again" : "centres")}
        </Link>
      }
    />
  );
}
