import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { readAnswers } from "@/components/customer/booking/answers";
import { TimeQuestion } from "@/components/customer/booking/time-question";
import { api } from "@/server/routers/api";
import { factsOf } from "../facts";
import { BookingFrame, requireAnswers } from "../frame";
import { type StepPageProps, stepMetadata } from "../step-page";

export const generateMetadata = stepMetadata("time");

/** What the page comes with; later months are fetched as they are turned to. */
const firstDays = 31;

export default async function TimePage({ searchParams }: StepPageProps) {
  await connection();
  const [t, { location }] = await Promise.all([getTranslations("booking.time"), api()]);
  const answers = readAnswers(await searchParams);
  const facts = await factsOf(answers);
  await requireAnswers("time", answers, facts);
  const { centre, fault } = facts;
  if (!centre || !fault || !answers.method) return null;
  const { timeZone, days } = await location.slots.list.query({
    id: centre.id,
    method: answers.method,
    faultId: fault.id,
    days: firstDays,
  });
  return (
    <BookingFrame
      step="time"
      answers={answers}
      facts={facts}
      intro={t(`intro.${answers.method}`, { centre: centre.name })}
    >
      <TimeQuestion
        answers={answers}
        city={centre.city}
        timeZone={timeZone}
        // Only free slots travel; why a day has none is said by the day.
        days={days.map((day) => ({ ...day, slots: day.slots.filter((slot) => slot.available) }))}
      />
    </BookingFrame>
  );
}
