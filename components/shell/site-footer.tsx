import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Link } from "@/i18n/navigation";

export async function SiteFooter() {
  const t = await getTranslations("common");
  const link =
    "inline-flex min-h-control items-center text-ink underline underline-offset-4 hover:text-signal";
  return (
    <footer data-shell className="mt-auto border-edge border-t bg-sunken">
      <div className="mx-auto grid max-w-6xl gap-x-8 px-4 py-4 sm:px-6 md:grid-cols-[1fr_auto] md:items-center">
        <nav aria-label={t("footer.label")} className="flex flex-wrap gap-x-6">
          <Link href="/privacy" className={link}>
            {t("footer.privacy")}
          </Link>
          <Link href="/imprint" className={link}>
            {t("footer.imprint")}
          </Link>
          <Link href="/accessibility" className={link}>
            {t("footer.accessibility")}
          </Link>
          <a href="/work" className={link}>
            {t("footer.staff")}
          </a>
        </nav>
        <p className="py-2 text-muted text-sm">
          {t.rich("footer.credits", {
            geonames: (chunks) => <Credit href="https://www.geonames.org">{chunks}</Credit>,
            naturalearth: (chunks) => <Credit href="https://www.naturalearthdata.com">{chunks}</Credit>,
          })}
        </p>
      </div>
    </footer>
  );
}

function Credit({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} rel="noreferrer" className="text-muted underline underline-offset-3">
      {children}
    </a>
  );
}
