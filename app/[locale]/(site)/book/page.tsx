import { getLocale } from "next-intl/server";
import { readAnswers, stepPath } from "@/components/customer/booking/answers";
import { redirect } from "@/i18n/navigation";
import type { StepPageProps } from "./step-page";

/** Booking begins at its first question; answers brought along in the address are kept. */
export default async function BookPage({ searchParams }: StepPageProps) {
  return redirect({ href: stepPath("device", readAnswers(await searchParams)), locale: await getLocale() });
}
