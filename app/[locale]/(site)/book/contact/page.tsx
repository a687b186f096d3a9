import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { readAnswers } from "@/components/customer/booking/answers";
import { ContactQuestion } from "@/components/customer/booking/contact-question";
import { factsOf } from "../facts";
import { BookingFrame, requireAnswers } from "../frame";
import { type StepPageProps, stepMetadata } from "../step-page";

export const generateMetadata = stepMetadata("contact");

export default async function ContactPage({ searchParams }: StepPageProps) {
  await connection();
  const [t, locale] = await Promise.all([getTranslations("booking.contact"), getLocale()]);
  const answers = readAnswers(await searchParams);
  const facts = await factsOf(answers);
  await requireAnswers("contact", answers, facts);
  const { centre } = facts;
  if (!centre) return null;
  const country = new Intl.DisplayNames([locale], { type: "region" }).of(centre.country) ?? centre.country;
  return (
    <BookingFrame step="contact" answers={answers} facts={facts} intro={t("intro")}>
      <ContactQuestion answers={answers} timeZone={centre.timeZone} country={country} />
    </BookingFrame>
  );
}
