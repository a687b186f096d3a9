import { describe, expect, test } from "vitest";
import { isNothing, questionOf } from "./order-search";

describe("a reference", () => {
  test.each(["MC-7F3K-Q2", "mc 7f3kq2", "7f3k-q2", " mc7f3kq2 "])("%j is a whole one", (typed) => {
    expect(questionOf(typed).reference).toBe("MC-7F3K-Q2");
  });

  test("has letters that look like digits read as digits", () => {
    expect(questionOf("MC-OI1L-00").reference).toBe("MC-0111-00");
  });

  test("that is half is looked for as such, and as a name", () => {
    expect(questionOf("7f3")).toMatchObject({ words: ["7f3"], referencePart: "7F3", reference: undefined });
  });

  test.each(["7F3KQ", "MC-7F3KK-Q2"])("%j has one letter too few or too many", (typed) => {
    expect(questionOf(typed).damagedReference).toMatch(/^7F3KK?Q2?$/);
  });
});

describe("a phone number", () => {
  test.each(["+32 470 12 34 56", "0032470123456", "0470/12.34.56", "(0470) 12-34-56", "+32 (0)470 12 34 56"])(
    "%j ends as however else it is written",
    (typed) => {
      expect(questionOf(typed).phone).toEqual({ digits: "70123456", isWhole: true });
    },
  );

  test("may be a part of one, from four digits on", () => {
    expect(questionOf("0470 12").phone).toEqual({ digits: "47012", isWhole: false });
    expect(questionOf("047").phone).toBeUndefined();
    expect(questionOf("MC 4701").phone).toBeUndefined();
  });
});

describe("a serial number", () => {
  test.each([
    ["C02-XK1 ZZJ", "C02XK1ZZJ"],
    ["pf1o", "PF10"],
  ])("%j is read without its signs", (typed, key) => expect(questionOf(typed).serial?.key).toBe(key));

  test("may be a part without a digit, less surely", () => {
    expect(questionOf("xkzzj").serial).toEqual({ key: "XKZZJ", isSurely: false });
  });

  test.each(["Dupont Jan", "macbook 13", "a1", "jan", "9".repeat(65)])("%j is none", (typed) => {
    expect(questionOf(typed).serial).toBeUndefined();
  });
});

describe("words", () => {
  test("are compared without accents and signs", () => {
    expect(questionOf("Łukasz Müller").words).toEqual(["lukasz", "muller"]);
    expect(questionOf("ana.janssens@example.org").words).toEqual(["ana", "janssens", "example", "org"]);
  });

  test("are eight at most", () => expect(questionOf("a b c d e f g h i j").words).toHaveLength(8));

  test.each(["", "   ", "%_%", "🙈🙈", "'\"\\", "\u202e"])("there are none in %j", (typed) => {
    expect(isNothing(questionOf(typed))).toBe(true);
  });

  test("may be of any script", () => expect(questionOf("شاشة 坏了").words).toEqual(["شاشة", "坏了"]));
});
