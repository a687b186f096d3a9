import { getLocale, getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What every "not found" page says. A plain link: where it leads may lie under another root layout. */
export async function Lost() {
  const [t, locale] = await Promise.all([getTranslations("common.notFound"), getLocale()]);
  return (
    <EmptyState
      part="trace"
      heading="h1"
      title={t("title")}
      text={t("text")}
      action={
        <a href={`/${locale}`} className={buttonClass()}>
          {t("action")}
        </a>
      }
    />
  );
}

/** The same where no frame stands around it. */
export function LostPage() {
  return (
    <main className="m-auto">
      <Lost />
    </main>
  );
}
