"use client";

import { useLocale } from "next-intl";
import { useTransition } from "react";
import {
  type Answers,
  leadsTo,
  type Step,
  stepPath,
  withAnswer,
} from "@/components/customer/booking/answers";
import { getPathname, useRouter } from "@/i18n/navigation";

/** Moves between steps with new answers, and keeps what is being answered in the address meanwhile. */
export function useStep(step: Step, answers: Answers) {
  const router = useRouter();
  const locale = useLocale();
  const [pending, startTransition] = useTransition();

  /** On to the step after this one; pressing "back" comes back here with the new answers kept. */
  function go(after: Step, change: Partial<Answers> = {}) {
    const next = withAnswer(answers, change);
    remember(next);
    startTransition(() => router.push(stepPath(leadsTo(after, next), next)));
  }

  /** The same step again with other answers, in place of this one in the history. */
  function stay(change: Partial<Answers>) {
    startTransition(() => router.replace(stepPath(step, withAnswer(answers, change)), { scroll: false }));
  }

  /** Only the address changes, so that a reload finds the answer; nothing is fetched. */
  function remember(next: Answers) {
    const href = getPathname({ href: stepPath(step, next), locale });
    if (href !== window.location.pathname + window.location.search) {
      window.history.replaceState(null, "", href);
    }
  }

  return { go, stay, remember, pending };
}
