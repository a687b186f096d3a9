"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { signInWith } from "./auth-call";
import { type Refusal, useRefusalText } from "./use-refusal-text";

/** The button that spends the link: opening the page, as mail scanners do, spends nothing. */
export function SpendLink({ token, next }: { token: string; next: string }) {
  const t = useTranslations("account.link.open");
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  async function spend() {
    setBusy(true);
    const answer = await signInWith("customer-link", { token });
    if (answer.ok) return window.location.replace(next);
    setRefusal(answer);
    setBusy(false);
  }

  return (
    <div className="grid gap-3">
      <Button onClick={spend} busy={busy} wide aria-describedby={refusal ? "link-error" : undefined}>
        {t("action")}
      </Button>
      <div role="alert">
        <FieldError id="link-error">{refusal ? refusalText(refusal) : null}</FieldError>
      </div>
    </div>
  );
}
