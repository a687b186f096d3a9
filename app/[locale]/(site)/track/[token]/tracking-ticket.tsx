import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { priceText } from "@/components/customer/booking/price-text";
import { statusTone } from "@/components/customer/tracking/status-tone";
import { day, dayAndTime, exactDateTime, money, time, zoneName } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Ticket, TicketPart, TicketRows } from "@/components/ui/ticket";
import type { Tracked } from "./tracked";

interface TrackingTicketProps {
  order: Tracked;
  qr?: ReactNode;
  /** The confirmation shows when to come; later pages show what was promised. */
  promise: "slot" | "ready";
}

/** The repair's ticket, as it stands on the confirmation and the tracking page. */
export async function TrackingTicket({ order, qr, promise }: TrackingTicketProps) {
  const [t, tBooking, locale] = await Promise.all([
    getTranslations("tracking"),
    getTranslations("booking"),
    getLocale(),
  ]);
  const { serviceCenter: centre, device, slot, status, method } = order;
  const zone = centre.timeZone;
  const words =
    promise === "slot"
      ? {
          label: tBooking(`ticket.slot.${method}`),
          text: day(slot.start, zone, locale),
          detail: tBooking("ticket.at", {
            time: time(slot.start, zone, locale),
            zone: zoneName(zone, locale),
          }),
        }
      : promised(order, locale, t);
  return (
    <Ticket
      title={t("title")}
      reference={order.reference}
      status={<Status tone={statusTone(status)}>{t(`short.${status}`)}</Status>}
      promise={words}
      qr={qr}
    >
      <TicketPart>
        <TicketRows
          rows={[
            { label: t("ticket.device"), value: `${device.brand} ${device.model}` },
            { label: t("ticket.fault"), value: order.fault.name },
            { label: t("ticket.when"), value: dayAndTime(slot.start, zone, locale) },
            { label: t("ticket.method"), value: tBooking(`methods.${method}.short`) },
            {
              label: t("ticket.centre"),
              value: (
                <>
                  {centre.name}
                  <span className="block text-muted text-sm">
                    {centre.street}, {centre.postcode} {centre.city}
                  </span>
                </>
              ),
            },
            { label: t("ticket.estimate"), value: priceText(order.estimate, locale), mono: true },
            ...balanceRows(order, locale, t),
          ]}
        />
      </TicketPart>
    </Ticket>
  );
}

/** What was paid and what is to pay, where there is something to say of it, or that nobody can say just now. */
function balanceRows({ balance }: Tracked, locale: string, t: (key: string) => string) {
  if (balance === undefined) return [{ label: t("ticket.paid"), value: t("ticket.balanceAway") }];
  return (["paid", "due"] as const)
    .filter((key) => balance[key].amountMinor > 0)
    .map((key) => ({ label: t(`ticket.${key}`), value: money(balance[key], locale), mono: true }));
}

/** The largest words of the ticket: the promised day, or what became of it. */
function promised(order: Tracked, locale: string, t: (key: string) => string) {
  const zone = order.serviceCenter.timeZone;
  const promise = {
    text: day(order.promisedBy, zone, locale),
    detail: exactDateTime(order.promisedBy, zone, locale),
  };
  const last = order.timeline.at(-1);
  switch (order.status) {
    case "ready": {
      const since = order.timeline.findLast((entry) => entry.status === "ready")?.at ?? order.promisedBy;
      return {
        label: t("ticket.ready"),
        text: day(since, zone, locale),
        detail: exactDateTime(since, zone, locale),
      };
    }
    case "handed_over":
    case "closed":
    case "cancelled":
    case "abandoned":
    case "unrepairable":
      return {
        label: t(`short.${order.status}`),
        text: last ? day(last.at, zone, locale) : promise.text,
        detail: last ? exactDateTime(last.at, zone, locale) : undefined,
      };
    default:
      return { label: t("ticket.promise"), ...promise };
  }
}
