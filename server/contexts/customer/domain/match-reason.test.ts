import { expect, test } from "vitest";
import { reasonsOf, type SearchedTexts } from "./match-reason";

const order: SearchedTexts = {
  name: "Élodie Dupont",
  email: "elo@example.org",
  device: "Apple MacBook Air M2",
  fault: { shown: "Bildschirm gesprungen", all: ["Screen cracked", "Bildschirm gesprungen", "Écran cassé"] },
  description: `Seit gestern geht nichts mehr, vorher liefen beide Akkus noch. ${"Bitte schnell. ".repeat(20)}`,
};

test("each word names the first field that has it, and a field is named once", () => {
  expect(reasonsOf([["dupont"], ["elodie"], ["macbo"]], order)).toEqual([
    { field: "name", text: "Élodie Dupont" },
    { field: "device", text: "Apple MacBook Air M2" },
  ]);
});

test("a fault that is named in another language is shown in the reader's", () => {
  expect(reasonsOf([["ecran"]], order)).toEqual([{ field: "fault", text: "Bildschirm gesprungen" }]);
});

test("of a long description the words around the match are shown", () => {
  const [reason] = reasonsOf([["akku"]], order);
  expect(reason?.text).toMatch(/^….*beide Akkus noch\..*…$/);
  expect(reason?.text.length).toBeLessThan(100);
});

test("a misspelt word names what it was taken for", () => {
  expect(reasonsOf([["dupondt", "dupont"]], order)).toEqual([{ field: "name", text: "Élodie Dupont" }]);
});

test("what is nowhere names nothing", () => {
  expect(reasonsOf([["zzz"]], { ...order, description: null })).toEqual([]);
});
