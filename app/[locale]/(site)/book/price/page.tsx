import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { leadsTo, nextStep, readAnswers, stepPath } from "@/components/customer/booking/answers";
import { BackLink } from "@/components/customer/booking/back-link";
import { CountryChoice } from "@/components/customer/booking/country-choice";
import { priceText } from "@/components/customer/booking/price-text";
import { StepActions } from "@/components/customer/booking/step-actions";
import { buttonClass } from "@/components/ui/button";
import { day, dayAndTime, money } from "@/components/ui/format";
import { Link } from "@/i18n/navigation";
import { factsOf } from "../facts";
import { BookingFrame, requireAnswers } from "../frame";
import { type StepPageProps, stepMetadata } from "../step-page";

export const generateMetadata = stepMetadata("price");

/** What it will cost, before anybody asks who you are. */
export default async function PricePage({ searchParams }: StepPageProps) {
  await connection();
  const [t, locale] = await Promise.all([getTranslations("booking"), getLocale()]);
  const answers = readAnswers(await searchParams);
  const facts = await factsOf(answers);
  await requireAnswers("price", answers, facts);
  const { estimate, reference, centre } = facts;
  const countries = new Intl.DisplayNames([locale], { type: "region" });
  return (
    <BookingFrame step="price" answers={answers} facts={facts}>
      <div className="mt-6 grid max-w-text gap-6">
        <p className="text-muted">
          {facts.device?.brand} {facts.device?.model} · {facts.fault?.name}
        </p>
        {estimate ? (
          <>
            <p className="font-[680] font-display text-[clamp(2.4rem,1.6rem+4vw,4rem)] leading-none tracking-tight">
              {priceText(estimate, locale)}
            </p>
            <ul className="grid gap-2">
              <Fact>{t("price.includes", { rate: Number(estimate.vatRate) })}</Fact>
              <Fact>{t(`price.part.${estimate.part}`)}</Fact>
              <Fact>
                {t("price.ready", {
                  likely: day(estimate.readyBy.p50, estimate.timeZone, locale),
                  latest: day(estimate.readyBy.p90, estimate.timeZone, locale),
                })}
              </Fact>
              <Fact>{t("price.asked")}</Fact>
              {estimate.deposit === null ? null : (
                <Fact>{t("price.deposit", { amount: money(estimate.deposit, locale) })}</Fact>
              )}
              {estimate.pricesAsOf === null ? null : (
                <Fact>
                  {t("price.asOf", { time: dayAndTime(estimate.pricesAsOf, estimate.timeZone, locale) })}
                </Fact>
              )}
            </ul>
          </>
        ) : (
          <p className="border-attention border-l-3 pl-4">{t("price.unknown")}</p>
        )}
        <p className="text-muted text-sm">
          {centre || reference?.near
            ? t("price.near", { centre: (centre ?? reference?.centre)?.name ?? "" })
            : null}
          {reference && !reference.near
            ? t("price.country", {
                country: countries.of(reference.centre.country) ?? reference.centre.country,
              })
            : null}
        </p>
        {reference && !reference.near ? (
          <CountryChoice
            answers={answers}
            value={reference.centre.country}
            countries={reference.countries
              .map((code) => ({ value: code, label: countries.of(code) ?? code }))
              .sort((a, b) => a.label.localeCompare(b.label, locale))}
          />
        ) : null}
      </div>
      <StepActions>
        <Link
          href={stepPath(leadsTo(nextStep("price", answers), answers), answers)}
          className={buttonClass()}
        >
          {t(answers.changing ? "price.goOn" : "price.continue")}
        </Link>
        <BackLink step="price" answers={answers} />
      </StepActions>
    </BookingFrame>
  );
}

function Fact({ children }: { children: ReactNode }) {
  return (
    <li className="grid grid-cols-[auto_1fr] gap-3">
      <svg aria-hidden="true" viewBox="0 0 12 12" className="mt-[0.45em] size-3">
        <circle cx="6" cy="6" r="3.7" fill="var(--paper)" stroke="var(--signal)" strokeWidth="4" />
      </svg>
      <span>{children}</span>
    </li>
  );
}
