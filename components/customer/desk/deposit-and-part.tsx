"use client";

import { useLocale, useTranslations } from "next-intl";
import { Section } from "@/components/customer/desk/section";
import type { Order } from "@/components/customer/desk/types";
import { dayAndTime, money } from "@/components/ui/format";
import { Status, type StatusTone } from "@/components/ui/status";
import { type TicketRow, TicketRows } from "@/components/ui/ticket";

type Deposit = NonNullable<Order["deposit"]>;

const toneOf = {
  to_be_asked: "waiting",
  asked: "waiting",
  paid: "done",
  going_back: "active",
  given_back: "done",
  declined: "stop",
  called_off: "idle",
} as const satisfies Record<Deposit["state"], StatusTone>;

const toneOfPart = {
  none: "idle",
  here: "done",
  elsewhere: "waiting",
  on_the_way: "active",
  to_order: "waiting",
  later: "waiting",
} as const satisfies Record<Order["part"], StatusTone>;

/** What was asked for in advance and what became of it, and where the part is. */
export function DepositAndPart({ order }: { order: Order }) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const { deposit, part } = order;
  return (
    <Section title={t("deposit.section")}>
      <TicketRows
        rows={[
          {
            label: t("deposit.title"),
            value:
              deposit === null ? (
                <span className="text-muted">{t("deposit.none")}</span>
              ) : (
                <span className="grid gap-0.5">
                  <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <span className="font-mono">{money(deposit.amount, locale)}</span>
                    <Status tone={toneOf[deposit.state]}>{t(`deposit.${deposit.state}`)}</Status>
                  </span>
                  <span className="text-muted text-sm">{whenText(order, deposit, t, locale)}</span>
                </span>
              ),
          },
          ...(order.clock === "none" ? [] : [partRow(part, t)]),
        ]}
      />
    </Section>
  );
}

/** An order that is over waits for no part: what was put aside for it is free again, or used. */
function partRow(part: Order["part"], t: ReturnType<typeof useTranslations>): TicketRow {
  return {
    label: t("part.title"),
    value: (
      <Status tone={toneOfPart[part]} bare className="whitespace-normal">
        {t(`part.${part}`)}
      </Status>
    ),
  };
}

/** Asked, paid and given back, each with its time in the centre's zone. */
function whenText(
  { center }: Order,
  { askedAt, paidAt, givenBack }: Deposit,
  t: ReturnType<typeof useTranslations>,
  locale: string,
): string {
  const at = (instant: string) => dayAndTime(instant, center.timeZone, locale);
  return [
    askedAt === undefined ? t("deposit.notYet") : t("deposit.askedAt", { when: at(askedAt) }),
    ...(paidAt === undefined ? [] : [t("deposit.paidAt", { when: at(paidAt) })]),
    ...(givenBack === undefined
      ? []
      : [t("deposit.backAt", { amount: money(givenBack.amount, locale), when: at(givenBack.at) })]),
  ].join(" · ");
}

/** What a cancellation does with the deposit, said before it is done. */
export function DepositIfCancelled({ deposit }: { deposit: Order["deposit"] }) {
  const t = useTranslations("desk.deposit.ifCancelled");
  const locale = useLocale();
  if (deposit === null || deposit.ifCancelled === "nothing") return null;
  return <p className="mb-3">{t(deposit.ifCancelled, { amount: money(deposit.amount, locale) })}</p>;
}
