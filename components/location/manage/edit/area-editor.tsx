"use client";

import { Redo2, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { minorDigits } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import type { AreaDetail } from "../facts";

import { CornerTable } from "./corner-table";
import { GrowField } from "./grow-field";
import { amountToType, typedAmount, typedNumber } from "./numbers";
import { Refusal } from "./refusal";
import { squareKilometers } from "./shape";
import type { AreaCommands } from "./use-area-commands";
import { type AreaEdit, shapeOf } from "./use-area-edit";

interface AreaEditorProps {
  base: AreaDetail;
  edit: AreaEdit;
  commands: AreaCommands;
  onMark: (point: { lat: number; lng: number } | null) => void;
  onLeave: () => void;
}

/** The border in numbers and buttons beside the drawing on the map, until it is saved or given up. */
export function AreaEditor({ base, edit, commands, onMark, onLeave }: AreaEditorProps) {
  const t = useTranslations("manage.edit");
  const locale = useLocale();
  const digits = minorDigits(base.fee.currency);
  const [priority, setPriority] = useState(String(base.priority));
  const [fee, setFee] = useState(amountToType(base.fee.amountMinor, digits, locale));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [theirs, setTheirs] = useState<AreaDetail | null>(null);
  const [busy, setBusy] = useState(false);
  const shape = edit.history.present;
  const draw = (next: typeof shape) => edit.take({ kind: "draw", shape: next });

  const typedPriority = typedNumber(priority);
  const priorityFits =
    typedPriority !== null && Number.isInteger(typedPriority) && Math.abs(typedPriority) <= 100;
  const feeMinor = typedAmount(fee, digits);
  const same = !edit.changed && typedPriority === base.priority && feeMinor === base.fee.amountMinor;

  async function save(more: { expectedVersion?: number; cutAtBorder?: boolean } = {}) {
    if (!priorityFits || feeMinor === null) return;
    setBusy(true);
    setProblem(null);
    try {
      const change = { area: base, expectedVersion: base.version, shape, priority: typedPriority, feeMinor };
      await commands.save({ ...change, ...more });
      onLeave();
    } catch (error) {
      await refused(problemOf(error));
    }
    setBusy(false);
  }

  async function refused(found: Problem) {
    const { lat, lng } = found.details ?? {};
    if (typeof lat === "number" && typeof lng === "number") onMark({ lat, lng });
    if (found.code === "version_conflict") {
      setTheirs(await commands.newest(base.areaId).catch(() => null));
    }
    setProblem(found);
  }

  function shortcut(event: KeyboardEvent) {
    const typing = event.target instanceof HTMLInputElement;
    if (typing || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    edit.take({ kind: key === "y" || event.shiftKey ? "redo" : "undo" });
  }

  const [before, after] = [squareKilometers(shapeOf(base)), squareKilometers(shape)];
  const whole = (size: number) => size.toLocaleString(locale, { maximumFractionDigits: size < 100 ? 1 : 0 });
  const change = (after - before).toLocaleString(locale, {
    maximumFractionDigits: Math.abs(after - before) < 100 ? 1 : 0,
    signDisplay: "exceptZero",
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the buttons inside
    <div className="grid gap-3" onKeyDown={shortcut}>
      <p className="text-muted text-sm">{t("hint")}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          disabled={edit.history.past.length === 0}
          onClick={() => edit.take({ kind: "undo" })}
          icon={<Undo2 aria-hidden="true" strokeWidth={1.75} className="size-4" />}
        >
          {t("undo")}
        </Button>
        <Button
          look="secondary"
          disabled={edit.history.future.length === 0}
          onClick={() => edit.take({ kind: "redo" })}
          icon={<Redo2 aria-hidden="true" strokeWidth={1.75} className="size-4" />}
        >
          {t("redo")}
        </Button>
      </div>
      <output className="block rounded-control bg-sunken px-3 py-2">
        <Facts
          rows={[
            { label: t("before"), value: `${whole(before)} km²` },
            {
              label: t("after"),
              value: (
                <span className="font-semibold">
                  {whole(after)} km²{" "}
                  <span className="font-normal text-muted">({t("change", { change })})</span>
                </span>
              ),
            },
          ]}
        />
      </output>
      <GrowField shape={shape} onDraw={draw} />
      <CornerTable shape={shape} onDraw={draw} onMark={onMark} />
      <div className="grid grid-cols-2 gap-2 border-line border-t pt-3">
        <Field label={t("priority")} error={priorityFits ? undefined : t("priorityWrong")}>
          {(control) => (
            <Input
              {...control}
              mono
              inputMode="numeric"
              maxLength={4}
              value={priority}
              onChange={(event) => setPriority(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t("fee", { currency: base.fee.currency })}
          error={feeMinor === null ? t("feeWrong") : undefined}
        >
          {(control) => (
            <Input
              {...control}
              mono
              inputMode="decimal"
              maxLength={12}
              value={fee}
              onChange={(event) => setFee(event.target.value)}
            />
          )}
        </Field>
      </div>
      {problem ? (
        <Refusal
          problem={problem}
          country={base.country}
          theirs={theirs}
          onCut={() => save({ cutAtBorder: true })}
          onTake={(newest) => {
            setProblem(null);
            edit.begin(newest);
          }}
          onKeep={(newest) => save({ expectedVersion: newest.version })}
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} disabled={same || !priorityFits || feeMinor === null} onClick={() => save()}>
          {t("save")}
        </Button>
        <Button look="quiet" onClick={onLeave}>
          {t("cancel")}
        </Button>
      </div>
      {same ? <p className="text-muted text-sm">{t("unsaved")}</p> : null}
    </div>
  );
}
