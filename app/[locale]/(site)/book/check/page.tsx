import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { readAnswers } from "@/components/customer/booking/answers";
import { CheckQuestion } from "@/components/customer/booking/check-question";
import { priceText } from "@/components/customer/booking/price-text";
import { dayAndTime, money, zoneName } from "@/components/ui/format";
import { factsOf } from "../facts";
import { BookingFrame, requireAnswers } from "../frame";
import type { Estimate } from "../lookups";
import { type StepPageProps, stepMetadata } from "../step-page";

export const generateMetadata = stepMetadata("check");

export default async function CheckPage({ searchParams }: StepPageProps) {
  await connection();
  const [t, locale] = await Promise.all([getTranslations("booking"), getLocale()]);
  const { changing: _done, ...answers } = readAnswers(await searchParams);
  const facts = await factsOf(answers);
  await requireAnswers("check", answers, facts);
  const { device, fault, centre, estimate } = facts;
  if (!device || !fault || !centre || !answers.method || !answers.start) return null;
  const country = new Intl.DisplayNames([locale], { type: "region" }).of(centre.country) ?? centre.country;
  const when = `${dayAndTime(answers.start, centre.timeZone, locale)} (${zoneName(centre.timeZone, locale)})`;
  return (
    <BookingFrame step="check" answers={answers} facts={facts} intro={t("check.intro")}>
      <CheckQuestion
        answers={answers}
        timeZone={centre.timeZone}
        country={centre.country}
        countryName={country}
        rows={[
          { label: t("ticket.device"), value: `${device.brand} ${device.model}`, step: "device" },
          { label: t("ticket.fault"), value: fault.name, step: "device" },
          {
            label: t("ticket.centre"),
            value: `${centre.name}\n${centre.street}, ${centre.postcode} ${centre.city}`,
            step: "centre",
          },
          { label: t("ticket.method"), value: t(`methods.${answers.method}.title`), step: "centre" },
          { label: t("ticket.when"), value: when, step: "time" },
          {
            label: t("ticket.price"),
            value: estimate ? priceAndDeposit(estimate, locale, t) : t("price.unknown"),
            step: "price",
          },
        ]}
      />
    </BookingFrame>
  );
}

function priceAndDeposit(
  estimate: Estimate,
  locale: string,
  t: Awaited<ReturnType<typeof getTranslations>>,
): string {
  const price = priceText(estimate, locale);
  if (estimate.deposit === null) return price;
  return `${price}\n${t("price.deposit", { amount: money(estimate.deposit, locale) })}`;
}
