"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { verbs } from "@/components/trpc/lazy";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { money } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useRouter } from "@/i18n/navigation";

interface Money {
  amountMinor: number;
  currency: string;
}

interface EstimateAnswerProps {
  token: string;
  version: number;
  lines: { id: string; kind: string; text: string; quantity: number; unit: Money; total: Money }[];
  total: Money;
  vatRate: string;
}

type Choice = "accept" | "decline";

/** Yes or no to each line, with a name; the sum follows. Nothing is chosen beforehand, and it is sent once. */
export function EstimateAnswer({ token, version, lines, total, vatRate }: EstimateAnswerProps) {
  const t = useTranslations("tracking.estimate");
  const locale = useLocale();
  const router = useRouter();
  const base = useId();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef({ key: "", what: "" });
  const accepted = lines.filter(({ id }) => choices[id] === "accept");
  const isWhole = lines.every(({ id }) => choices[id] !== undefined);
  const sum: Money = {
    ...total,
    amountMinor: accepted.reduce((before, line) => before + line.total.amountMinor, 0),
  };

  async function answer(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (busy || !isWhole || name.trim() === "") return;
    const input = { token, version, accepted: accepted.map(({ id }) => id), name };
    const what = JSON.stringify(input);
    if (key.current.what !== what) key.current = { key: crypto.randomUUID(), what };
    setBusy(true);
    setProblem(null);
    try {
      const { customer } = await verbs();
      const context = { idempotencyKey: key.current.key };
      await customer.tracking.answerEstimate.mutate(input, { context });
      // This form goes away; the focus would be lost with it.
      document.getElementById("main")?.focus();
    } catch (error) {
      setProblem(problemOf(error));
    }
    router.refresh();
    setBusy(false);
  }

  return (
    <form onSubmit={answer} noValidate className="grid gap-5" data-print="hide">
      <div className="grid gap-3">
        {lines.map((line) => (
          <LineChoice
            key={line.id}
            name={`${base}-${line.id}`}
            text={t("line", { text: line.text, quantity: line.quantity })}
            amount={money(line.total, locale)}
            choice={choices[line.id]}
            isMissing={tried && choices[line.id] === undefined}
            onChoose={(choice) => setChoices((before) => ({ ...before, [line.id]: choice }))}
          />
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          onClick={() => setChoices(Object.fromEntries(lines.map(({ id }) => [id, "accept"])))}
        >
          {t("acceptAll")}
        </Button>
        <Button
          look="quiet"
          onClick={() => setChoices(Object.fromEntries(lines.map(({ id }) => [id, "decline"])))}
        >
          {t("declineAll")}
        </Button>
      </div>
      <p
        aria-live="polite"
        className="flex flex-wrap items-baseline justify-between gap-x-4 border-edge border-t pt-3"
      >
        <span>{t("youAccept")}</span>
        <strong className="font-mono text-xl tabular-nums">{money(sum, locale)}</strong>
        <span className="w-full text-muted text-sm">{t("vatIncluded", { rate: Number(vatRate) })}</span>
      </p>
      <Field
        label={t("name")}
        hint={t("nameHint")}
        error={tried && name.trim() === "" ? t("nameMissing") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="name"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {problem ? <ProblemNotice {...problem} /> : null}
      <div className="grid gap-2">
        <Button type="submit" wide busy={busy} look={isWhole && accepted.length === 0 ? "stop" : "primary"}>
          {!isWhole
            ? t("answer")
            : accepted.length === 0
              ? t("declineNow")
              : t("acceptNow", { amount: money(sum, locale) })}
        </Button>
        <p role="alert">
          <FieldError id={`${base}-missing`}>{tried && !isWhole ? t("choiceMissing") : null}</FieldError>
        </p>
      </div>
    </form>
  );
}

interface LineChoiceProps {
  name: string;
  text: string;
  amount: string;
  choice: Choice | undefined;
  isMissing: boolean;
  onChoose: (choice: Choice) => void;
}

const choices: Choice[] = ["accept", "decline"];

function LineChoice({ name, text, amount, choice, isMissing, onChoose }: LineChoiceProps) {
  const t = useTranslations("tracking.estimate");
  return (
    <fieldset className="min-w-0 rounded-control border border-edge bg-raised p-4">
      <legend className="sr-only">{`${text}, ${amount}`}</legend>
      <p aria-hidden="true" className="flex flex-wrap justify-between gap-x-4">
        <span dir="auto" className="min-w-0 break-words font-semibold">
          {text}
        </span>
        <span className="font-mono tabular-nums">{amount}</span>
      </p>
      <div className="mt-3 grid grid-cols-2 gap-2">
        {choices.map((value) => (
          <label
            key={value}
            className="flex min-h-control cursor-pointer items-center gap-2 rounded-control border border-edge px-3 has-checked:border-signal has-checked:bg-signal-wash has-focus-visible:outline-2 has-focus-visible:outline-signal"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={choice === value}
              aria-invalid={isMissing || undefined}
              onChange={() => onChoose(value)}
              className="size-5 shrink-0 accent-signal"
            />
            {t(value)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
