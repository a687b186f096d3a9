import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { readAnswers } from "@/components/customer/booking/answers";
import { PlaceQuestion } from "@/components/customer/booking/place-question";
import { factsOf } from "../facts";
import { BookingFrame, requireAnswers } from "../frame";
import { allCentres } from "../lookups";
import { type StepPageProps, stepMetadata } from "../step-page";

export const generateMetadata = stepMetadata("place");

export default async function PlacePage({ searchParams }: StepPageProps) {
  await connection();
  const [t, locale] = await Promise.all([getTranslations("booking.place"), getLocale()]);
  const answers = readAnswers(await searchParams);
  const [facts, centres] = await Promise.all([factsOf(answers), allCentres()]);
  await requireAnswers("place", answers, facts);
  const countries = new Intl.DisplayNames([locale], { type: "region" });
  const choices = centres
    .map(({ id, name, city, country, lat, lng }) => ({
      id,
      city,
      lat,
      lng,
      label: `${countries.of(country) ?? country} – ${name}`,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <BookingFrame step="place" answers={answers} facts={facts} intro={t("intro")}>
      <PlaceQuestion answers={answers} centres={choices} />
    </BookingFrame>
  );
}
