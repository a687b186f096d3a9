import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { readAnswers } from "@/components/customer/booking/answers";
import { CentreQuestion } from "@/components/customer/booking/centre-question";
import { env } from "@/server/platform/env";
import { centreOptions, nearestCentre } from "../../centre-options";
import { factsOf } from "../facts";
import { BookingFrame, requireAnswers } from "../frame";
import { allCentres, coverageAt } from "../lookups";
import { NotCovered } from "../not-covered";
import { type StepPageProps, stepMetadata } from "../step-page";

export const generateMetadata = stepMetadata("centre");

export default async function CentrePage({ searchParams }: StepPageProps) {
  await connection();
  const t = await getTranslations("booking.centre");
  const answers = readAnswers(await searchParams);
  const [facts, centres, coverage] = await Promise.all([
    factsOf(answers),
    allCentres(),
    coverageAt(answers.place),
  ]);
  await requireAnswers("centre", answers, facts);
  const options = centreOptions(coverage?.options ?? [], centres);
  const place = answers.place;
  return (
    <BookingFrame
      step="centre"
      answers={answers}
      facts={facts}
      intro={
        options.length > 0
          ? t("intro", {
              count: options.length,
              place: place?.name || (await getTranslations("booking.notCovered"))("thisPlace"),
            })
          : undefined
      }
    >
      {options.length > 0 ? (
        <CentreQuestion answers={answers} centres={options} mapToken={env().mapboxToken ?? null} />
      ) : (
        <NotCovered
          answers={answers}
          hint={coverage?.hint}
          nearest={place && nearestCentre(place, centres)}
        />
      )}
    </BookingFrame>
  );
}
