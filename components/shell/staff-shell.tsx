import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PersonMenu } from "@/components/shell/person-menu";
import { SkipLink } from "@/components/shell/skip-link";
import { StaffNav, type StaffSection } from "@/components/shell/staff-nav";
import { Wordmark } from "@/components/shell/wordmark";

interface StaffShellProps {
  sections: StaffSection[];
  /** Who is signed in, as their colleagues call them. */
  person: string;
  /** The button or form that ends the session. */
  signOut: ReactNode;
  /** The thin line that always says what is late, what arrives, what waits. */
  live?: ReactNode;
  children: ReactNode;
}

/** The frame of every staff page: one compact bar, then the whole height for the work. */
export async function StaffShell({ sections, person, signOut, live, children }: StaffShellProps) {
  const [t, locale] = await Promise.all([getTranslations("common"), getLocale()]);
  return (
    <>
      <SkipLink />
      <header data-shell className="top-0 z-30 border-edge border-b bg-paper md:sticky">
        <div className="flex min-h-11 flex-wrap items-center gap-x-4 px-3">
          <a href="/work" aria-label={t("name")} className="py-1.5 text-ink no-underline">
            <Wordmark name={t("name")} />
          </a>
          <div className="order-2 w-full min-w-0 md:order-none md:w-auto">
            <StaffNav label={t("nav.sections")} sections={sections} />
          </div>
          <div className="order-3 flex w-full min-w-0 items-center gap-3 overflow-x-auto md:order-none md:ml-auto md:w-auto">
            {live}
          </div>
          <div className="ml-auto md:ml-0">
            <PersonMenu person={person} locale={locale} signOut={signOut} />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col">
        {children}
      </main>
    </>
  );
}
