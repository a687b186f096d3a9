import { expect, test } from "vitest";
import { negotiateLocale } from "@/i18n/negotiate";

test("the cookie wins over the browser", () => {
  expect(negotiateLocale("de-DE,de;q=0.9", "fr")).toBe("fr");
});

test("an unknown cookie counts for nothing", () => {
  expect(negotiateLocale("de-AT", "xx")).toBe("de");
});

test("the browser's best known language is taken by weight, not by place", () => {
  expect(negotiateLocale("pl, en;q=0.3, fr-BE;q=0.8")).toBe("fr");
});

test("a language refused with q=0 is not given", () => {
  expect(negotiateLocale("de;q=0, fr;q=0.1")).toBe("fr");
});

test.each([null, undefined, "", ";;;,q=", "*", "zz".repeat(9999)])("nonsense %j gets English", (header) => {
  expect(negotiateLocale(header)).toBe("en");
});
