"use client";

import { useTranslations } from "next-intl";
import { useProblemText } from "@/components/ui/use-problem-text";

export interface Refusal {
  code: string;
  retryAfterSeconds?: number | undefined;
}

/** A refusal as a sentence; one that passes by itself says when. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations("account");
  const textOf = useProblemText();
  return ({ code, retryAfterSeconds }) =>
    code === "rate_limited" && retryAfterSeconds !== undefined
      ? t("wait", { minutes: Math.ceil(retryAfterSeconds / 60) })
      : textOf(code);
}
