import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { readAnswers } from "@/components/customer/booking/answers";
import { DeviceQuestion } from "@/components/customer/booking/device-question";
import { factsOf } from "../facts";
import { BookingFrame } from "../frame";
import { type StepPageProps, stepMetadata } from "../step-page";

export const generateMetadata = stepMetadata("device");

export default async function DevicePage({ searchParams }: StepPageProps) {
  await connection();
  const t = await getTranslations("booking.device");
  const answers = readAnswers(await searchParams);
  const facts = await factsOf(answers);
  return (
    <BookingFrame step="device" answers={answers} facts={facts} intro={t("intro")}>
      <DeviceQuestion
        answers={answers}
        device={facts.device ?? null}
        faults={facts.faults.map(({ id, name }) => ({ id, name }))}
      />
    </BookingFrame>
  );
}
