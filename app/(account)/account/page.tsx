import { getLocale, getTranslations } from "next-intl/server";
import { SignOutButton } from "@/components/auth/sign-out-button";
import { statusTone } from "@/components/customer/tracking/status-tone";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { SkipLink } from "@/components/shell/skip-link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { day, dayAndTime } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Ticket, TicketPart, TicketRows } from "@/components/ui/ticket";
import { requireCustomer } from "@/server/platform/auth/pages";
import { api } from "@/server/routers/api";

type Orders = Awaited<
  ReturnType<Awaited<ReturnType<typeof api>>["customer"]["mine"]["orders"]["query"]>
>["orders"];

export default async function AccountPage() {
  const person = await requireCustomer();
  const [{ customer }, t, locale] = await Promise.all([api(), getTranslations("account.mine"), getLocale()]);
  const { orders } = await customer.mine.orders.query();
  return (
    <>
      <SkipLink />
      <SiteHeader />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 sm:px-6 sm:py-10">
        <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
          <div>
            <h1 className="font-display text-4xl">{t("title")}</h1>
            <p className="mt-2 text-muted">{t("signedInAs", { email: person.email })}</p>
          </div>
          <SignOutButton to={`/${locale}`} />
        </div>
        {orders.length === 0 ? (
          <EmptyState
            part="tag"
            title={t("emptyTitle")}
            text={t("emptyText")}
            action={
              <a href={`/${locale}/book`} className={buttonClass({ look: "primary" })}>
                {t("emptyAction")}
              </a>
            }
          />
        ) : (
          <ul className="grid gap-6 lg:grid-cols-2">
            {orders.map((order) => (
              <li key={order.reference}>
                <OrderTicket order={order} />
              </li>
            ))}
          </ul>
        )}
      </main>
      <SiteFooter />
    </>
  );
}

async function OrderTicket({ order }: { order: Orders[number] }) {
  const [t, tTracking, locale] = await Promise.all([
    getTranslations("account.mine"),
    getTranslations("tracking"),
    getLocale(),
  ]);
  const zone = order.serviceCenter.timeZone;
  const over = order.trackingToken === undefined;
  return (
    <Ticket
      title={`${order.device}, ${order.reference}`}
      reference={order.reference}
      status={<Status tone={statusTone(order.status)}>{tTracking(`short.${order.status}`)}</Status>}
      promise={{
        label: order.status === "booked" ? t("comingOn") : t("promisedFor"),
        text: day(order.status === "booked" ? order.slotStart : order.promisedBy, zone, locale),
      }}
    >
      <TicketPart>
        <TicketRows
          rows={[
            { label: tTracking("ticket.device"), value: order.device },
            { label: tTracking("ticket.fault"), value: order.fault },
            { label: tTracking("ticket.centre"), value: order.serviceCenter.name },
            { label: t("bookedOn"), value: dayAndTime(order.createdAt, zone, locale) },
          ]}
        />
        {over ? null : (
          <a
            href={`/${locale}/track/${order.trackingToken}`}
            aria-label={t("followOf", { reference: order.reference })}
            className={`${buttonClass({ look: "secondary" })} mt-4`}
          >
            {t("follow")}
          </a>
        )}
      </TicketPart>
    </Ticket>
  );
}
