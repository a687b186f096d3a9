import { describe, expect, it } from "vitest";
import { placeTerms } from "./place-query";

describe("what a person typed for a place", () => {
  it("is read without accents and punctuation", () => {
    expect(placeTerms(" Łódź! ")).toEqual([{ text: "lodz", country: null, order: 0 }]);
  });

  it("may end in a country's code or name", () => {
    expect(placeTerms("gent be")).toContainEqual({ text: "gent", country: "BE", order: 1 });
    expect(placeTerms("Gent, Belgique")).toContainEqual({ text: "gent", country: "BE", order: 1 });
    expect(placeTerms("Cork, United Kingdom")).toContainEqual({ text: "cork", country: "GB", order: 1 });
  });

  it("may be a postcode with its place", () => {
    expect(placeTerms("9000 Gent").map((term) => term.text)).toEqual(["9000 gent", "9000", "gent"]);
    expect(placeTerms("SW9 7AW").map((term) => term.text)).toEqual(["sw9 7aw", "sw97aw"]);
  });

  it("is nothing when only signs were typed", () => {
    expect(placeTerms(" ?!– ")).toEqual([]);
  });
});
