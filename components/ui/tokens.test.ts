import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../app/tokens.css"), "utf8");

const goals = { text: 4.5, mark: 3, decoration: 1 };
type Kind = keyof typeof goals;

function isKind(value: string | undefined): value is Kind {
  return value !== undefined && value in goals;
}

/** The colours of one theme's block: name → #rrggbb. */
function coloursOf(theme: string): Map<string, string> {
  const block = css.split(`[data-theme="${theme}"] {`)[1]?.split("}")[0] ?? "";
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/gi)].map(([, name = "", hex = ""]) => [name, hex]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const pairs = [...css.matchAll(/@pair ([\w-]+) ([\w-]+) (\w+)/g)].flatMap(
  ([, front = "", back = "", kind]) => (isKind(kind) ? [{ front, back, kind }] : []),
);

test("contrast is computed as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

test("the file is read: both themes name the same colours, and pairs are declared", () => {
  expect(pairs.length).toBeGreaterThan(30);
  expect(coloursOf("light").size).toBeGreaterThan(15);
  expect([...coloursOf("dark").keys()].sort()).toEqual([...coloursOf("light").keys()].sort());
});

test("every colour stands in a declared pair", () => {
  const named = new Set(pairs.flatMap(({ front, back }) => [front, back]));
  expect([...coloursOf("light").keys()].filter((name) => !named.has(name))).toEqual([]);
});

for (const theme of ["light", "dark"]) {
  const colours = coloursOf(theme);
  for (const { front, back, kind } of pairs) {
    test(`${theme}: ${front} on ${back} reads as ${kind}`, () => {
      const value = contrast(colours.get(front) ?? "", colours.get(back) ?? "");
      expect(value).toBeGreaterThanOrEqual(goals[kind]);
    });
  }
}
