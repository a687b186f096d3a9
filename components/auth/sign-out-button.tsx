"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useProblemText } from "@/components/ui/use-problem-text";
import { signOut } from "./auth-call";

/** Ends the session, here and for whoever else holds its token, then leaves the page and all it showed. */
export function SignOutButton({ to }: { to: string }) {
  const t = useTranslations("common.nav");
  const problemText = useProblemText();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();

  async function leave() {
    setBusy(true);
    const answer = await signOut();
    if (answer.ok) return window.location.replace(to);
    setFailed(answer.code);
    setBusy(false);
  }

  return (
    <>
      <Button
        look="quiet"
        wide
        busy={busy}
        onClick={leave}
        icon={<LogOut aria-hidden="true" strokeWidth={1.75} className="size-[1.15em]" />}
      >
        {t("signOut")}
      </Button>
      <p role="alert" className="text-sm text-stop empty:hidden">
        {failed ? problemText(failed) : null}
      </p>
    </>
  );
}
