"use client";

import { Plus, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useRef } from "react";
import {
  emptyRow,
  type FormErrors,
  formTotal,
  type LineKind,
  type LineRow,
  rowTotal,
} from "@/components/customer/desk/estimate/rows";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { money } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

const kinds: LineKind[] = ["labour", "part", "fee"];
/** On a phone a line's fields stand in two rows. */
const rowClass =
  "grid grid-cols-[minmax(0,1fr)_3.5rem_6.5rem_auto] items-start gap-2 sm:grid-cols-[7.5rem_minmax(0,1fr)_4rem_7rem_7rem_auto]";

interface LineTableProps {
  rows: LineRow[];
  currency: string;
  errors: FormErrors;
  onChange: (rows: LineRow[]) => void;
}

/** Lines as in a till: Tab goes on, Enter begins the next line. */
export function LineTable({ rows, currency, errors, onChange }: LineTableProps) {
  const t = useTranslations("desk.estimate");
  const locale = useLocale();
  const list = useRef<HTMLFieldSetElement>(null);

  function set(id: string, part: Partial<LineRow>) {
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  }

  function focusText(id: string) {
    requestAnimationFrame(() => document.getElementById(`line-${id}-text`)?.focus());
  }

  function add(after: number) {
    const row = emptyRow(rows[after]?.kind);
    onChange(rows.toSpliced(after + 1, 0, row));
    focusText(row.id);
  }

  function remove(at: number) {
    onChange(rows.toSpliced(at, 1));
    const next = rows[at + 1] ?? rows[at - 1];
    if (next) focusText(next.id);
    else list.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = rows[at + 1];
    if (next) focusText(next.id);
    else add(at);
  }

  return (
    <fieldset ref={list} tabIndex={-1} className="grid min-w-0 gap-2">
      <legend className="mb-1 font-semibold">{t("lines")}</legend>
      <div aria-hidden="true" className={`${rowClass} text-muted text-sm max-sm:hidden`}>
        <span>{t("kind")}</span>
        <span>{t("text")}</span>
        <span>{t("quantity")}</span>
        <span>{t("price", { currency })}</span>
        <span className="text-end">{t("lineTotal")}</span>
        <span className="w-control" />
      </div>
      {rows.map((row, at) => {
        const total = rowTotal(row, currency);
        const label = (field: string) => t("ofLine", { field, line: at + 1 });
        const wrong = (field: string) => errors.has(`${row.id}.${field}`) || undefined;
        return (
          // Enter inside any of a line's fields begins the next line; the fields themselves have the focus.
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          <div
            key={row.id}
            className="grid gap-1"
            onKeyDown={(event) => isTyped(event) && onKeyDown(event, at)}
          >
            <div className={rowClass}>
              <Select
                aria-label={label(t("kind"))}
                options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
                value={row.kind}
                onChange={(event) => set(row.id, { kind: event.target.value as LineKind })}
              />
              <Input
                id={`line-${row.id}-text`}
                aria-label={label(t("text"))}
                maxLength={120}
                value={row.text}
                className="max-sm:order-first max-sm:col-span-4"
                onChange={(event) => set(row.id, { text: event.target.value })}
              />
              <Input
                mono
                aria-label={label(t("quantity"))}
                inputMode="numeric"
                value={row.quantity}
                aria-invalid={wrong("quantity")}
                onChange={(event) => set(row.id, { quantity: event.target.value })}
              />
              <Input
                mono
                aria-label={label(t("price", { currency }))}
                inputMode="decimal"
                value={row.price}
                aria-invalid={wrong("price")}
                onChange={(event) => set(row.id, { price: event.target.value })}
              />
              <output className="self-center text-end font-mono tabular-nums max-sm:order-1 max-sm:col-span-4">
                {total === null ? "–" : money({ amountMinor: total, currency }, locale)}
              </output>
              <Button
                look="quiet"
                square
                aria-label={t("remove", { line: at + 1 })}
                onClick={() => remove(at)}
              >
                <Trash2 aria-hidden="true" strokeWidth={1.75} className="size-4" />
              </Button>
            </div>
            <FieldError id={`line-${row.id}-error`}>
              {wrong("quantity") ? t("quantityWrong") : wrong("price") ? t("priceWrong") : null}
            </FieldError>
          </div>
        );
      })}
      <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t pt-2">
        <Button
          look="secondary"
          icon={<Plus aria-hidden="true" strokeWidth={1.75} className="size-4" />}
          onClick={() => add(rows.length - 1)}
        >
          {t("add")}
        </Button>
        <p aria-live="polite">
          {t("total")}{" "}
          <strong className="font-mono tabular-nums">
            {money({ amountMinor: formTotal(rows, currency), currency }, locale)}
          </strong>
        </p>
      </div>
    </fieldset>
  );
}

function isTyped({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement;
}
