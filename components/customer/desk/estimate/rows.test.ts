import { expect, test } from "vitest";
import { contentOf, type DraftForm, emptyRow, formOf, formTotal, rowTotal } from "./rows";

const row = { id: "a", kind: "part" as const, text: "Display", quantity: "2", price: "163,35" };
const form: DraftForm = { finding: "Cracked.", days: "3", replacement: "", rows: [row] };

test("what is typed is what is kept, and stands in the form again", () => {
  const { content, errors } = contentOf(form, "EUR");
  expect([...errors]).toEqual([]);
  expect(content).toEqual({
    finding: "Cracked.",
    days: 3,
    replacementMinor: null,
    lines: [{ id: "a", kind: "part", text: "Display", quantity: 2, unitMinor: 16_335 }],
  });
  expect(formOf(content, "EUR")).toEqual({ ...form, rows: [{ ...row, price: "163.35" }] });
});

test("a replacement without a cost is none, one for nothing is free", () => {
  expect(contentOf({ ...form, replacement: " " }, "EUR").content.replacementMinor).toBeNull();
  expect(contentOf({ ...form, replacement: "0" }, "EUR").content.replacementMinor).toBe(0);
});

test.each(["0", "-1", "1.5", "100", "two", ""])("a quantity of %j is marked at its field", (quantity) => {
  const { errors } = contentOf({ ...form, rows: [{ ...row, quantity }] }, "EUR");
  expect([...errors]).toEqual(["a.quantity"]);
});

test("a price or a number of days that is none is marked, an untouched row is left out", () => {
  const rows = [{ ...row, price: "1.000,00" }, emptyRow()];
  const { content, errors } = contentOf({ ...form, days: "0", rows }, "EUR");
  expect([...errors].sort()).toEqual(["a.price", "days"]);
  expect(content.lines).toHaveLength(1);
});

test("totals follow what can be read", () => {
  expect(rowTotal(row, "EUR")).toBe(32_670);
  expect(rowTotal({ ...row, price: "" }, "EUR")).toBeNull();
  expect(formTotal([row, { ...row, price: "x" }, { ...row, quantity: "1", price: "0.01" }], "EUR")).toBe(
    32_671,
  );
});
