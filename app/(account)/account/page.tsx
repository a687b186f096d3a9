import { getLocale, getTranslations } from "next-intl/server";
import { SignOutButton } from "@/components/auth/sign-out-button";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { SkipLink } from "@/components/shell/skip-link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireCustomer } from "@/server/platform/auth/pages";
import { api } from "@/server/routers/api";
import { OrderTicket } from "./order-ticket";

export default async function AccountPage() {
  const person = await requireCustomer();
  const [{ customer }, t, locale] = await Promise.all([
    api(),
    getTranslations("account.orders"),
    getLocale(),
  ]);
  const { orders } = await customer.mine.orders.query();
  return (
    <>
      <SkipLink />
      <SiteHeader />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 sm:px-6 sm:py-10">
        <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
          <div>
            <h1 className="font-display text-4xl">{t("title")}</h1>
            <p className="mt-2 text-muted">{t("intro", { email: person.email })}</p>
          </div>
          <nav aria-label={t("nav")}>
            <SignOutButton to={`/${locale}`} />
          </nav>
        </div>
        {orders.length === 0 ? (
          <EmptyState
            part="tag"
            title={t("none")}
            action={
              <a href={`/${locale}/book`} className={buttonClass({ look: "primary" })}>
                {t("book")}
              </a>
            }
          />
        ) : (
          <ul className="grid gap-6 lg:grid-cols-2">
            {orders.map((order) => (
              <li key={order.reference}>
                <OrderTicket order={order} locale={locale} />
              </li>
            ))}
          </ul>
        )}
      </main>
      <SiteFooter />
    </>
  );
}
