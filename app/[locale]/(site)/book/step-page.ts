import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { Step } from "@/components/customer/booking/answers";

export function stepMetadata(step: Step): () => Promise<Metadata> {
  return async () => {
    const t = await getTranslations("booking");
    return { title: t(`${step}.title`), robots: step === "device" ? undefined : { index: false } };
  };
}

export interface StepPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}
