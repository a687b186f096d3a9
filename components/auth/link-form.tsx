"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Refusal, useRefusalText } from "./use-refusal-text";

interface LinkFormProps {
  locale: string;
  next?: string | undefined;
  /** Where a demo shows the mails it kept, in place of sending them. */
  mailPage?: string | undefined;
}

/** Asks for the address, sends the link, and says where to look; the answer never tells who has an account. */
export function LinkForm({ locale, next, mailPage }: LinkFormProps) {
  const t = useTranslations("account");
  const refusalText = useRefusalText();
  const [email, setEmail] = useState("");
  const [busy, setBusy] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const input = useRef<HTMLInputElement>(null);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const refused = await askForLink({ email, locale, next });
    setBusy(false);
    setRefusal(refused);
    if (refused === undefined) setSentTo(email.trim());
    else input.current?.focus();
  }

  if (sentTo !== undefined) {
    return (
      <div role="status" className="grid gap-3 rounded-control border border-edge bg-signal-wash px-4 py-3">
        <p className="font-semibold">{t("link.sent.title")}</p>
        <p>{t("link.sent.text", { email: sentTo })}</p>
        {mailPage ? (
          <a href={mailPage} className="text-signal underline underline-offset-3">
            {t("link.sent.demo")}
          </a>
        ) : null}
        <Button look="secondary" onClick={() => setSentTo(undefined)}>
          {t("link.sent.again")}
        </Button>
      </div>
    );
  }
  const error = refusal?.code === "invalid_input" ? t("emailInvalid") : refusal && refusalText(refusal);
  return (
    <form onSubmit={send} noValidate className="grid gap-5">
      <Field label={t("email")} hint={t("link.hint")} error={error} id="email">
        {(control) => (
          <Input
            {...control}
            ref={input}
            type="email"
            name="email"
            autoComplete="email"
            inputMode="email"
            spellCheck={false}
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={busy} wide>
        {t("link.action")}
      </Button>
    </form>
  );
}

interface LinkWish {
  email: string;
  locale: string;
  next?: string | undefined;
}

async function askForLink(wish: LinkWish): Promise<Refusal | undefined> {
  try {
    const response = await fetch("/api/auth/link", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(wish),
    });
    if (response.ok) return undefined;
    return await response.json().catch(() => ({ code: "unavailable" }));
  } catch {
    return { code: navigator.onLine ? "unavailable" : "offline" };
  }
}
