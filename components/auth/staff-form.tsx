"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signInWith } from "./auth-call";
import { type DemoAccountCard, DemoAccounts } from "./demo-accounts";
import { type Refusal, useRefusalText } from "./use-refusal-text";

interface StaffFormProps {
  next: string;
  /** Offer the company's own sign-in. */
  oidc: boolean;
  demoAccounts: DemoAccountCard[];
  refusal?: Refusal | undefined;
}

export function StaffForm({ next, oidc, demoAccounts, refusal: before }: StaffFormProps) {
  const t = useTranslations("account");
  const refusalText = useRefusalText();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState<"password" | "oidc">();
  const [refusal, setRefusal] = useState(before);
  const [tried, setTried] = useState(0);

  async function signIn(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setTried(tried + 1);
    if (email.trim() === "" || password === "") return setRefusal(undefined);
    setBusy("password");
    const answer = await signInWith("staff-password", { email, password });
    if (answer.ok) return window.location.assign(next);
    setRefusal(answer);
    setBusy(undefined);
  }

  async function signInByProvider() {
    setBusy("oidc");
    const answer = await signInWith("staff-oidc", { callbackUrl: next });
    if (answer.ok) return window.location.assign(answer.url);
    setRefusal(answer);
    setBusy(undefined);
  }

  const emailError = tried > 0 && email.trim() === "" ? t("staff.emailMissing") : undefined;
  const passwordError = tried > 0 && password === "" ? t("staff.passwordMissing") : undefined;
  const errors = [
    ...(emailError ? [{ fieldId: "email", message: emailError }] : []),
    ...(passwordError ? [{ fieldId: "password", message: passwordError }] : []),
    ...(refusal && !emailError && !passwordError
      ? [{ fieldId: "email", message: refusalText(refusal) }]
      : []),
  ];

  return (
    <div className="grid gap-6">
      <ErrorSummary key={`${tried}-${refusal?.code}`} errors={errors} />
      <form onSubmit={signIn} noValidate className="grid gap-5">
        <Field label={t("email")} error={emailError} id="email">
          {(control) => (
            <Input
              {...control}
              type="email"
              name="email"
              autoComplete="username"
              spellCheck={false}
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("staff.password")} error={passwordError} id="password">
          {(control) => (
            <Input
              {...control}
              type="password"
              name="password"
              autoComplete="current-password"
              maxLength={256}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={busy === "password"} wide>
          {t("staff.action")}
        </Button>
      </form>
      {oidc ? (
        <Button look="secondary" wide busy={busy === "oidc"} onClick={signInByProvider}>
          {t("staff.oidc")}
        </Button>
      ) : null}
      <DemoAccounts
        accounts={demoAccounts}
        onChoose={(account) => {
          setEmail(account.email);
          setPassword(account.password);
          setRefusal(undefined);
        }}
      />
    </div>
  );
}
