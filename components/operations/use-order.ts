"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf } from "@/components/trpc/problem";
import { showToast } from "@/components/ui/toast";
import { useProblemText } from "@/components/ui/use-problem-text";

/** Gives an order to the machinery: says what came of it, or why it was refused, and looks again. */
export function useOrder(onChanged: () => void) {
  const t = useTranslations("operations.letters");
  const textOf = useProblemText();
  const [busy, setBusy] = useState<string | null>(null);

  async function give(name: string, order: () => Promise<string>): Promise<boolean> {
    setBusy(name);
    try {
      showToast({ title: await order() });
      return true;
    } catch (refusal) {
      showToast({ title: t("refused"), text: textOf(problemOf(refusal).code), tone: "stop" });
      return false;
    } finally {
      setBusy(null);
      onChanged();
    }
  }
  return { busy, give };
}
