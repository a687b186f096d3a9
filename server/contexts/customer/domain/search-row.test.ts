import { expect, test } from "vitest";
import { searchRowOf } from "./search-row";

const order = {
  reference: "MC-7F3K-Q2",
  serviceCenterId: "be-gent",
  people: [
    { name: "Zoë Müller", email: "zoe@example.org", phone: "+32 470 12 34 56" },
    { name: "Zoë Müller", email: "zoe@example.org", phone: "+32 470 12 34 56" },
  ],
  device: "Apple MacBook Air M2",
  faults: ["Screen cracked", "Écran cassé"],
  description: "Passcode 4711 and hunter2, screen flickers",
  serial: "C02-XK1",
};

test("has a reference, phones and a serial as they are compared, each once", () => {
  expect(searchRowOf(order)).toMatchObject({ reference: "7F3KQ2", phones: " 32470123456", serial: "C02XK1" });
});

test("has a name under each spelling, and the device and fault beside it", () => {
  const { who, doc } = searchRowOf(order);
  expect(who).toEqual(["@be-gent", "zoe", "muller", "mueller", "example", "org"]);
  expect(doc).toEqual(expect.arrayContaining(["macbook", "m2", "ecran", "casse", "mueller", "flickers"]));
});

test("has no word with a digit from what somebody wrote: a passcode stays sealed", () => {
  const { doc } = searchRowOf(order);
  expect(doc).not.toContain("4711");
  expect(doc).not.toContain("hunter2");
});
