import { expect, test } from "vitest";
import { loadClass, loadClasses, loadRadius, loadTint, mix } from "./load-tint";

test("a load belongs to one class, and over 90 % to the one that needs a manager", () => {
  expect([null, 0, 24, 25, 49, 50, 74, 75, 90, 91, 140].map(loadClass)).toEqual([
    "none",
    "idle",
    "idle",
    "low",
    "low",
    "medium",
    "medium",
    "high",
    "high",
    "over",
    "over",
  ]);
});

test("fuller is darker on paper and larger, so that it is seen without colours", () => {
  const brightness = (hex: string) =>
    [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(hex.slice(at, at + 2), 16), 0);
  const tints = loadClasses.map((one) => brightness(loadTint(one, "#ffffff", "#0b6b4c")));
  expect(tints).toEqual([...tints].sort((a, b) => b - a));
  expect(new Set(tints).size).toBe(loadClasses.length);
  const sizes = loadClasses.map((one) => loadRadius[one]);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
});

test("colours are mixed channel by channel", () => {
  expect(mix("#000000", "#ffffff", 0.5)).toBe("#808080");
  expect(mix("#fff", "#000", 0)).toBe("#ffffff");
  expect(mix("#0b6b4c", "#ffffff", 0)).toBe("#0b6b4c");
});
