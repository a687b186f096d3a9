import { expect, test } from "vitest";
import { contactErrors } from "./contact-rules";

const nobody = { name: "", email: "", phone: "", description: "", line: "", postcode: "", city: "" };

test("a name and an address to write to are all that is asked", () => {
  expect(contactErrors({ ...nobody, name: "Zoë Łuczak", email: "zoe@example.org" }, false)).toEqual({});
  expect(contactErrors(nobody, false)).toEqual({ name: "nameMissing", email: "emailMissing" });
});

test("whoever is visited says where", () => {
  const errors = contactErrors({ ...nobody, name: "Ana", email: "ana@example.org" }, true);
  expect(Object.keys(errors)).toEqual(["line", "postcode", "city"]);
});

test("what can't be an email address or a phone number is said, what may be one is not", () => {
  const ana = { ...nobody, name: "Ana" };
  expect(contactErrors({ ...ana, email: "ana@example" }, false).email).toBe("emailWrong");
  expect(contactErrors({ ...ana, email: "ana+repair@sub.example.co.uk" }, false)).toEqual({});
  expect(contactErrors({ ...ana, email: "a@b.ie", phone: "+353 (0)21 427-0000" }, false)).toEqual({});
  expect(contactErrors({ ...ana, email: "a@b.ie", phone: "call me" }, false).phone).toBe("phoneWrong");
});
