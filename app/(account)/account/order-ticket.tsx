import { getTranslations } from "next-intl/server";
import { statusTone } from "@/components/customer/tracking/status-tone";
import { buttonClass } from "@/components/ui/button";
import { day, exactDateTime } from "@/components/ui/format";
import { Status } from "@/components/ui/status";
import { Ticket, TicketPart, TicketRows } from "@/components/ui/ticket";
import type { api } from "@/server/routers/api";

type Doors = Awaited<ReturnType<typeof api>>;
type Order = Awaited<ReturnType<Doors["customer"]["mine"]["orders"]["query"]>>["orders"][number];

/** One repair of a customer, with the way to its tracking page while that lives. */
export async function OrderTicket({ order, locale }: { order: Order; locale: string }) {
  const [t, tTracking] = await Promise.all([getTranslations("account.orders"), getTranslations("tracking")]);
  const zone = order.serviceCenter.timeZone;
  const booked = order.status === "booked";
  const instant = booked ? order.slotStart : order.promisedBy;
  return (
    <Ticket
      title={`${order.reference}: ${order.device}`}
      reference={order.reference}
      status={<Status tone={statusTone(order.status)}>{tTracking(`short.${order.status}`)}</Status>}
      promise={{
        label: t(booked ? "bookedFor" : "promised"),
        text: day(instant, zone, locale),
        detail: exactDateTime(instant, zone, locale),
      }}
    >
      <TicketPart>
        <TicketRows
          rows={[
            { label: tTracking("ticket.device"), value: order.device },
            { label: tTracking("ticket.fault"), value: order.fault },
            { label: tTracking("ticket.centre"), value: order.serviceCenter.name },
          ]}
        />
        <div className="mt-4">
          {order.trackingToken ? (
            <a
              href={`/${locale}/track/${order.trackingToken}`}
              className={buttonClass({ look: "secondary" })}
            >
              {t("follow")}
              <span className="sr-only">: {order.reference}</span>
            </a>
          ) : (
            <p className="text-muted text-sm">{t("expired")}</p>
          )}
        </div>
      </TicketPart>
    </Ticket>
  );
}
