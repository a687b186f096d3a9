"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { typedNumber } from "./numbers";
import type { Shape } from "./shape";

/** Wider or narrower all round; what comes out is drawn, and taken back by "undo" like every step. */
export function GrowField({ shape, onDraw }: { shape: Shape; onDraw: (shape: Shape) => void }) {
  const t = useTranslations("manage.edit");
  const [text, setText] = useState("1");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function apply(direction: 1 | -1) {
    const kilometers = typedNumber(text);
    if (kilometers === null || kilometers < 0.1 || kilometers > 200) return setError(t("kilometersWrong"));
    setBusy(true);
    const { grown } = await import("./grow");
    const next = grown(shape, direction * kilometers);
    setBusy(false);
    setError(next === null ? t("nothingLeft") : undefined);
    if (next !== null) onDraw(next);
  }

  async function simplify() {
    const { simpler } = await import("./grow");
    onDraw(simpler(shape));
  }

  return (
    <div className="flex flex-wrap items-end gap-2">
      <Field label={t("kilometers")} error={error} className="min-w-32 flex-1">
        {(control) => (
          <Input
            {...control}
            mono
            inputMode="decimal"
            value={text}
            maxLength={8}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button look="secondary" busy={busy} onClick={() => apply(1)}>
        {t("grow")}
      </Button>
      <Button look="secondary" busy={busy} onClick={() => apply(-1)}>
        {t("shrink")}
      </Button>
      <Button look="secondary" busy={busy} onClick={simplify} title={t("simplerHint")}>
        {t("simpler")}
      </Button>
    </div>
  );
}
