import type { Answers, Method } from "@/components/customer/booking/answers";
import { allCentres, type Coverage, coverageAt } from "./lookups";

type CentreSummary = Awaited<ReturnType<typeof allCentres>>[number];

export interface Reference {
  centre: CentreSummary;
  method: Method;
  /** Whether it serves the place that was asked for; otherwise it only stands for its country. */
  near: boolean;
  countries: string[];
}

const countryOfLanguage: Record<string, string> = { de: "DE", fr: "FR", en: "IE" };

/** Whose prices are shown before a centre is chosen: the best one for the place, else one of the country. */
export async function referenceCentre(answers: Answers, locale: string): Promise<Reference | undefined> {
  const [centres, coverage] = await Promise.all([allCentres(), coverageAt(answers.place)]);
  const countries = [...new Set(centres.map((centre) => centre.country))];
  const chosen = centres.find(({ id }) => id === answers.centre);
  if (chosen) return { centre: chosen, method: answers.method ?? "drop_off", near: true, countries };
  const near = bestOf(coverage, centres);
  if (near) return { ...near, near: true, countries };
  const country = answers.country ?? countryOfLanguage[locale];
  const centre = centres.find((one) => one.country === country) ?? centres[0];
  return centre && { centre, method: "drop_off", near: false, countries };
}

function bestOf(coverage: Coverage | undefined, centres: CentreSummary[]) {
  const option = coverage?.options[0];
  const centre = centres.find(({ id }) => id === option?.serviceCenterId);
  return option && centre && { centre, method: option.method };
}
