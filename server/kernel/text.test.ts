import { expect, test } from "vitest";
import { lengthOf, lineOf, lineSchema, paragraphsOf, referenceIdSchema } from "./text";

test("a line keeps every script and loses breaks, control characters and disguises", () => {
  expect(lineOf("  Zoë\n van\tder\u0000 Łódź ")).toBe("Zoë van der Łódź");
  expect(lineOf("محمد \u202Egnp.exe")).toBe("محمد gnp.exe");
  expect(lineOf("<b>Bo</b>")).toBe("<b>Bo</b>");
});

test("paragraphs keep their lines", () => {
  expect(paragraphsOf("one\r\ntwo\u0000\u0007\n\n🙂 <script>\n")).toBe("one\ntwo\n\n🙂 <script>");
});

test("length counts what people see as characters, more or less", () => {
  expect(lengthOf("🙂🙂")).toBe(2);
});

test("a line is refused when empty or too long", () => {
  const name = lineSchema(5);
  expect(name.safeParse("🙂🙂🙂🙂🙂").success).toBe(true);
  for (const wrong of ["", " \u0000 ", "abcdef"]) expect(name.safeParse(wrong).success).toBe(false);
});

test("an id with control characters is no id", () => {
  expect(referenceIdSchema.safeParse("a\u0000b").success).toBe(false);
  expect(referenceIdSchema.safeParse("Not known").success).toBe(true);
});
