import { expect, test } from "vitest";
import { lineOf } from "./scan";

const screen = { partId: "macbook-display", sku: "SCR-482913-AP", supplierCode: "WI482913AP" };
const battery = { partId: "macbook-battery", sku: "BAT-100001-AP", supplierCode: null };
const twin = { partId: "other", sku: "X-1", supplierCode: "BAT 100001 AP" };

test.each([
  "SCR-482913-AP",
  " scr 482913 ap ",
  "SCR482913AP",
  "wi482913ap",
  "macbook-display",
  "ＳＣＲ-482913-AP",
])("%j is found", (code) => {
  expect(lineOf(code, [battery, screen])).toEqual({ line: screen });
});

test.each([
  ["4006381333931", "unknown"],
  ["SCR-48291", "unknown"],
  ["", "damaged"],
  ["---", "damaged"],
  ["SCR-48\uFFFD913-AP", "damaged"],
  ["SCR-48\u0004913-AP", "damaged"],
] as const)("%j is %s", (code, problem) => {
  expect(lineOf(code, [battery, screen])).toEqual({ problem });
});

test("a code that stands for two lines is nobody's to guess", () => {
  expect(lineOf("BAT-100001-AP", [battery, twin])).toEqual({ problem: "ambiguous" });
});
