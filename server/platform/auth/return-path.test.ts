import { expect, test } from "vitest";
import { safeReturnPath, signInPath } from "./return-path";

test("a path of ours is a way back, with its query and without its fragment", () => {
  expect(safeReturnPath("/desk?day=2&view=list")).toBe("/desk?day=2&view=list");
  expect(safeReturnPath("/account#top")).toBe("/account");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/a\\..\\b",
  "javascript:alert(1)",
  "desk",
  "",
  "/über",
  `/${"a".repeat(600)}`,
  "/a\r\nset-cookie: x=1",
  ["/desk"],
  undefined,
])("%j is none", (given) => {
  expect(safeReturnPath(given)).toBeUndefined();
});

test("dots that climb stay on our host", () => {
  expect(safeReturnPath("/desk/../account")).toBe("/account");
  for (const path of ["/../..//evil.example", "/.//evil.example", "/%2e%2e//evil.example"]) {
    expect(safeReturnPath(path), path).toBeUndefined();
  }
});

test("the sign-in page knows the way back", () => {
  expect(signInPath("staff", "de", "/desk?x=1")).toBe("/de/sign-in/staff?next=%2Fdesk%3Fx%3D1");
  expect(signInPath("customer", "en", "//evil.example")).toBe("/en/sign-in");
});
