"use client";

import { useLocale, useTranslations } from "next-intl";
import { ageOf } from "@/components/customer/desk/ageing";
import { statusTone } from "@/components/customer/desk/status-tone";
import type { Order } from "@/components/customer/desk/types";
import { useAgeText } from "@/components/customer/desk/use-age-text";
import { Button } from "@/components/ui/button";
import { exactDateTime, moneyRange, timeRange, zoneName } from "@/components/ui/format";
import { useRelativeDay } from "@/components/ui/relative-day";
import { Status } from "@/components/ui/status";
import { Ticket, TicketPart, TicketRows } from "@/components/ui/ticket";

interface OrderTicketProps {
  order: Order;
  now: number;
  onChangePromise: () => void;
}

/** The order as a ticket: its reference, its promise largest, the facts below the tear. */
export function OrderTicket({ order, now, onChangePromise }: OrderTicketProps) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const relativeDay = useRelativeDay();
  const { ageText } = useAgeText();
  const { timeZone } = order.center;
  const isOver = order.clock === "none";
  const say = (instant: string) => relativeDay(instant, timeZone, new Date(now));
  const age = ageOf(order, now);
  return (
    <Ticket
      title={t("order.label", { reference: order.reference })}
      reference={order.reference}
      status={<Status tone={statusTone(order.status)}>{t(`status.${order.status}`)}</Status>}
      promise={{
        label: t(isOver ? "order.promiseWas" : "order.promise"),
        text: <time dateTime={order.promisedBy}>{say(order.promisedBy)}</time>,
        detail: (
          <>
            {exactDateTime(order.promisedBy, timeZone, locale)}
            {isOver ? null : (
              <>
                {" · "}
                <Status tone={age.tone} bare>
                  {ageText(age, timeZone, now)}
                </Status>
              </>
            )}
          </>
        ),
      }}
    >
      <TicketPart>
        <TicketRows
          rows={[
            { label: t("order.device"), value: deviceName(order, t) },
            {
              label: t("order.slot"),
              value: (
                <>
                  {t(`method.${order.method}`)},{" "}
                  <time dateTime={order.slotStart}>{say(order.slotStart)}</time>{" "}
                  <span className="text-muted">
                    ({timeRange(order.slotStart, order.slotEnd, timeZone, locale)},{" "}
                    {zoneName(timeZone, locale)})
                  </span>
                </>
              ),
            },
            {
              label: t("order.estimate"),
              value: moneyRange(order.estimate.low, order.estimate.high, locale),
              mono: true,
            },
          ]}
        />
        {isOver ? null : (
          <Button look="quiet" className="mt-1 -ml-3" onClick={onChangePromise}>
            {t("order.changePromise")}
          </Button>
        )}
      </TicketPart>
    </Ticket>
  );
}

function deviceName({ device }: Order, t: ReturnType<typeof useTranslations>): string {
  if (device.releasedYear === null) return device.name;
  return t("order.deviceWithYear", { name: device.name, year: String(device.releasedYear) });
}
