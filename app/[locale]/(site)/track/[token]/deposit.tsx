import { getLocale, getTranslations } from "next-intl/server";
import { PayDeposit } from "@/components/customer/tracking/pay-deposit";
import { dayAndTime, money } from "@/components/ui/format";
import { Section } from "./section";
import type { Tracked } from "./tracked";

/** What was asked for in advance and what became of it, in words; and the way to pay it while it waits for that. */
export async function Deposit({ order, token }: { order: Tracked; token: string }) {
  const [t, locale] = await Promise.all([getTranslations("tracking.deposit"), getLocale()]);
  const { deposit, serviceCenter: centre } = order;
  if (deposit === undefined) return null;
  const { state, amount, paidAt, givenBack } = deposit;
  const at = (instant: string) => dayAndTime(instant, centre.timeZone, locale);
  const back = givenBack ?? { amount, at: order.promisedBy };
  return (
    <Section id="deposit" title={t("title")}>
      <p aria-live="polite">
        {t(state, {
          amount: money(amount, locale),
          paid: paidAt === undefined ? "" : at(paidAt),
          back: money(back.amount, locale),
          when: at(back.at),
          phone: centre.phone,
        })}
      </p>
      {state === "asked" ? (
        <PayDeposit token={token} label={t("pay", { amount: money(amount, locale) })} />
      ) : null}
    </Section>
  );
}
