import type { inferRouterInputs } from "@trpc/server";
import { amountFrom, typedAmount } from "@/components/customer/desk/amount";
import type { AppRouter } from "@/server/routers/_app";

export type DraftContent = inferRouterInputs<AppRouter>["customer"]["estimates"]["saveDraft"]["content"];
type DraftLine = DraftContent["lines"][number];
export type LineKind = DraftLine["kind"];

/** A line as it is typed. */
export interface LineRow {
  id: string;
  kind: LineKind;
  text: string;
  quantity: string;
  price: string;
}

/** An estimate as it is typed. */
export interface DraftForm {
  finding: string;
  days: string;
  /** Empty: no replacement is offered. */
  replacement: string;
  rows: LineRow[];
}

/** What stands in the way of keeping it: by field, and by `<row's id>.<field>`. */
export type FormErrors = ReadonlySet<string>;

const quantityMost = 99;
const daysMost = 90;

export function emptyRow(kind: LineKind = "labour"): LineRow {
  return { id: crypto.randomUUID(), kind, text: "", quantity: "1", price: "" };
}

export function formOf(content: DraftContent, currency: string): DraftForm {
  const { finding, days, replacementMinor, lines } = content;
  return {
    finding,
    days: days === null ? "" : String(days),
    replacement: replacementMinor === null ? "" : typedAmount(replacementMinor, currency),
    rows: lines.map(({ id, kind, text, quantity, unitMinor }) => ({
      id,
      kind,
      text,
      quantity: String(quantity),
      price: typedAmount(unitMinor, currency),
    })),
  };
}

function wholeFrom(typed: string, most: number): number | null {
  if (!/^\s*\d{1,3}\s*$/.test(typed)) return null;
  const value = Number(typed);
  return value >= 1 && value <= most ? value : null;
}

/** What is kept of a form, or what in it is no number. A row that nobody typed into is left out. */
export function contentOf(form: DraftForm, currency: string): { content: DraftContent; errors: FormErrors } {
  const errors = new Set<string>();
  const read = <Value>(value: Value | null, field: string, otherwise: Value): Value => {
    if (value === null) errors.add(field);
    return value ?? otherwise;
  };
  const typed = form.rows.filter(({ text, price }) => text.trim() !== "" || price.trim() !== "");
  const lines = typed.map(
    ({ id, kind, text, quantity, price }): DraftLine => ({
      id,
      kind,
      text,
      quantity: read(wholeFrom(quantity, quantityMost), `${id}.quantity`, 1),
      unitMinor: read(amountFrom(price, currency), `${id}.price`, 0),
    }),
  );
  const days = form.days.trim() === "" ? null : read(wholeFrom(form.days, daysMost), "days", 1);
  const replacementMinor =
    form.replacement.trim() === "" ? null : read(amountFrom(form.replacement, currency), "replacement", 0);
  return { content: { finding: form.finding, days, replacementMinor, lines }, errors };
}

/** What a line costs as it is typed; null while it can't be read. */
export function rowTotal({ quantity, price }: LineRow, currency: string): number | null {
  const pieces = wholeFrom(quantity, quantityMost);
  const unitMinor = amountFrom(price, currency);
  return pieces === null || unitMinor === null ? null : pieces * unitMinor;
}

export function formTotal(rows: readonly LineRow[], currency: string): number {
  return rows.reduce((sum, row) => sum + (rowTotal(row, currency) ?? 0), 0);
}
