import { getLocale, getTranslations } from "next-intl/server";
import { LanguageSwitch } from "@/components/shell/language-switch";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { Wordmark } from "@/components/shell/wordmark";
import { Link } from "@/i18n/navigation";

/** On a phone the links move below the name, so that nothing hides behind a button. */
export async function SiteHeader() {
  const [t, locale] = await Promise.all([getTranslations("common"), getLocale()]);
  const link =
    "inline-flex min-h-control items-center px-2 font-semibold text-ink underline-offset-4 hover:underline";
  return (
    <header data-shell className="border-edge border-b bg-paper">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-2 px-4 py-1.5 sm:px-6">
        <Link
          href="/"
          aria-label={`${t("name")}: ${t("home")}`}
          className="mr-auto py-1.5 text-ink no-underline"
        >
          <Wordmark name={t("name")} />
        </Link>
        <div className="flex items-center sm:order-last">
          <LanguageSwitch locale={locale} />
          <ThemeSwitch />
        </div>
        <nav aria-label={t("nav.main")} className="-mx-2 flex w-full flex-wrap gap-x-1 sm:mx-0 sm:w-auto">
          <Link href="/find" className={link}>
            {t("nav.find")}
          </Link>
          <a href="/account" className={link}>
            {t("nav.account")}
          </a>
        </nav>
      </div>
    </header>
  );
}
