import { ChevronUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Answers, type Step, stepPath } from "@/components/customer/booking/answers";
import { priceText } from "@/components/customer/booking/price-text";
import { day, dayAndTime, time, zoneName } from "@/components/ui/format";
import { Ticket, TicketPart, TicketRows } from "@/components/ui/ticket";
import { Link } from "@/i18n/navigation";

interface Money {
  amountMinor: number;
  currency: string;
}

export interface TicketFacts {
  device?: { brand: string; model: string };
  fault?: { name: string };
  centre?: { name: string; city: string; timeZone: string };
  estimate?: { low: Money; high: Money; readyBy: { p50: string; p90: string } };
}

interface BookingTicketProps {
  answers: Answers;
  facts: TicketFacts;
}

/** The summary of a booking is its ticket: each row is filled by its answer and leads back to it. */
export function BookingTicket({ answers, facts }: BookingTicketProps) {
  const t = useTranslations("booking.ticket");
  const locale = useLocale();
  const price = facts.estimate ? priceText(facts.estimate, locale) : null;
  const zone = facts.centre?.timeZone ?? "UTC";
  const when = answers.start && facts.centre ? day(answers.start, zone, locale) : null;
  const ticket = <FullTicket answers={answers} facts={facts} price={price} />;
  return (
    <>
      <div className="sticky top-8 hidden lg:block">{ticket}</div>
      <details className="group fixed inset-x-0 bottom-0 z-20 max-h-[85dvh] overflow-y-auto border-edge border-t bg-paper lg:hidden">
        <summary className="flex min-h-14 list-none items-center gap-3 px-4 py-2">
          <span className="min-w-0 flex-1">
            <span className="block truncate font-semibold">{price ?? t("priceOpen")}</span>
            <span className="block truncate text-muted text-sm">{when ?? t("dateOpen")}</span>
          </span>
          <span className="text-signal text-sm underline underline-offset-3">{t("show")}</span>
          <ChevronUp
            aria-hidden="true"
            strokeWidth={1.75}
            className="size-5 transition-transform group-open:rotate-180"
          />
        </summary>
        <div className="px-4 pb-4">{ticket}</div>
      </details>
    </>
  );
}

function FullTicket({ answers, facts, price }: BookingTicketProps & { price: string | null }) {
  const t = useTranslations("booking");
  const locale = useLocale();
  const { device, fault, centre, estimate } = facts;
  const zone = centre?.timeZone ?? "UTC";
  const { start } = answers;
  const change = (step: Step, answered: unknown): ReactNode =>
    answered ? <ChangeLink step={step} answers={answers} /> : null;
  return (
    <Ticket
      title={t("ticket.title")}
      promise={
        start && centre
          ? {
              label: answers.method ? t(`ticket.slot.${answers.method}`) : t("ticket.when"),
              text: day(start, zone, locale),
              detail: t("ticket.at", { time: time(start, zone, locale), zone: zoneName(zone, locale) }),
            }
          : undefined
      }
    >
      <TicketPart>
        <TicketRows
          rows={[
            {
              label: t("ticket.device"),
              value: device ? `${device.brand} ${device.model}` : undefined,
              action: change("device", device),
            },
            { label: t("ticket.fault"), value: fault?.name, action: change("device", fault) },
            { label: t("ticket.place"), value: answers.place?.name, action: change("place", answers.place) },
            { label: t("ticket.centre"), value: centre?.name, action: change("centre", centre) },
            {
              label: t("ticket.method"),
              value: centre && answers.method ? t(`methods.${answers.method}.short`) : undefined,
            },
            {
              label: t("ticket.when"),
              value: start && centre ? dayAndTime(start, zone, locale) : undefined,
              action: change("time", start),
            },
          ]}
        />
      </TicketPart>
      <TicketPart>
        <TicketRows
          rows={[
            { label: t("ticket.price"), value: price ?? undefined, mono: true },
            {
              label: t("ticket.ready"),
              value: estimate && start ? day(estimate.readyBy.p50, zone, locale) : undefined,
            },
          ]}
        />
      </TicketPart>
    </Ticket>
  );
}

function ChangeLink({ step, answers }: { step: Step; answers: Answers }) {
  const t = useTranslations("booking");
  return (
    <Link href={stepPath(step, answers)} className="text-signal underline underline-offset-3">
      {t("change")}
      <span className="sr-only"> {t(`steps.${step}`)}</span>
    </Link>
  );
}
