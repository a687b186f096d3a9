import { getLocale, getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** The 403 page: signed in, but without the role. */
export async function Forbidden() {
  const [t, locale] = await Promise.all([getTranslations("account.forbidden"), getLocale()]);
  return (
    <main className="m-auto px-4">
      <EmptyState
        part="tag"
        heading="h1"
        title={t("title")}
        text={t("text")}
        action={
          <span className="flex flex-wrap justify-center gap-3">
            <a href="/work" className={buttonClass()}>
              {t("action")}
            </a>
            <a href={`/${locale}/sign-in/staff?switch=1`} className={buttonClass({ look: "secondary" })}>
              {t("switch")}
            </a>
          </span>
        }
      />
    </main>
  );
}
