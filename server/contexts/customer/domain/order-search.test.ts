import { expect, test } from "vitest";
import { orderSearch } from "./order-search";

test.each(["MC-7F3K-Q2", "mc 7f3kq2", "7f3k-q2", " mc7f3kq2 "])("%j is a whole reference", (typed) => {
  expect(orderSearch(typed).reference).toBe("MC-7F3K-Q2");
});

test("letters that look like digits are read as digits", () => {
  expect(orderSearch("MC-OI1L-00").reference).toBe("MC-0111-00");
});

test("half a reference is looked for as such, and as a name", () => {
  expect(orderSearch("7f3")).toEqual({ words: "7f3", referencePart: "7F3", reference: undefined });
});

test("a name is compared without accents, an address without its signs", () => {
  expect(orderSearch("Łukasz Müller")).toEqual({
    words: "lukasz muller",
    referencePart: undefined,
    reference: undefined,
  });
  expect(orderSearch("ana.janssens@example.org").words).toBe("ana janssens example org");
});
