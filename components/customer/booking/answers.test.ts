import { expect, test } from "vitest";
import { leadsTo, nextStep, reachableStep, readAnswers, stepPath, withAnswer } from "./answers";

const full = {
  device: "apple-macbook-air-m2-2022",
  fault: "laptop-screen-broken",
  place: { name: "Łódź", lat: 51.77, lng: 19.46 },
  centre: "pl-lodz",
  method: "drop_off",
  start: "2026-12-03T13:00:00Z",
} as const;

function paramsOf(path: string): Record<string, string> {
  return Object.fromEntries(new URL(path, "http://localhost").searchParams);
}

test("answers survive the address", () => {
  expect(readAnswers(paramsOf(stepPath("check", full)))).toEqual(full);
});

test("an address that makes no sense answers nothing", () => {
  const nonsense = { lat: "191", lng: "abc", method: "teleport", start: "soon", device: "x".repeat(500) };
  expect(readAnswers(nonsense)).toEqual({});
  expect(readAnswers({ lat: "", lng: "" })).toEqual({});
});

test("a step whose answers are missing leads to the first that is not answered", () => {
  expect(reachableStep("check", {})).toBe("device");
  expect(reachableStep("check", { device: "d", fault: "f" })).toBe("place");
  expect(reachableStep("contact", { ...full, start: undefined })).toBe("time");
  expect(reachableStep("check", full)).toBe("check");
});

test("a place known from the start is not asked for", () => {
  expect(nextStep("price", full)).toBe("centre");
  expect(nextStep("price", { device: "d", fault: "f" })).toBe("place");
});

test("another fault needs another time, another place another centre", () => {
  expect(withAnswer(full, { fault: "laptop-battery-worn" })).toEqual({
    ...full,
    fault: "laptop-battery-worn",
    start: undefined,
  });
  const moved = withAnswer(full, { place: { name: "Cork", lat: 51.9, lng: -8.47 } });
  expect(moved.centre).toBeUndefined();
  expect(moved.start).toBeUndefined();
  expect(withAnswer(full, { fault: full.fault })).toEqual(full);
});

test("what is changed from the check page leads back there, by way of the price and of what is open again", () => {
  const changing = { ...full, changing: "yes" } as const;
  expect(readAnswers(paramsOf(stepPath("time", changing)))).toEqual(changing);
  expect(leadsTo("contact", changing)).toBe("check");
  expect(leadsTo("price", changing)).toBe("price");
  expect(leadsTo("centre", withAnswer(changing, { fault: "laptop-battery-worn" }))).toBe("time");
  expect(leadsTo("contact", full)).toBe("contact");
});
