import { expect, test } from "vitest";
import { calendarFile } from "./calendar-file";

const entry = {
  uid: "MC-7F3K-Q2@mycomputer",
  start: "2026-12-03T13:00:00.000Z",
  end: "2026-12-03T14:15:00.000Z",
  stamp: "2026-11-23T20:00:00.000Z",
  title: "Bring Apple MacBook Air M2 to MyComputer Łódź, ul. Piotrkowska",
  location: "ul. Piotrkowska 148, 90-063 Łódź",
  text: `Reference MC-7F3K-Q2; follow the repair:\n${"ł".repeat(60)}`,
  url: "https://mycomputer.example/en/track/abc",
  cancelled: false,
};

test("an event stands in UTC with its commas, semicolons and breaks escaped", () => {
  const unfolded = calendarFile(entry).replaceAll("\r\n ", "");
  expect(unfolded).toContain("DTSTART:20261203T130000Z\r\n");
  expect(unfolded).toContain("SUMMARY:Bring Apple MacBook Air M2 to MyComputer Łódź\\, ul. Piotrkowska\r\n");
  expect(unfolded).toContain("DESCRIPTION:Reference MC-7F3K-Q2\\; follow the repair:\\nł");
});

test("no line is longer than 75 octets, and none breaks a letter", () => {
  const lines = calendarFile(entry).split("\r\n");
  for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(lines.join("")).not.toContain("\uFFFD");
});

test("a cancelled booking says so", () => {
  expect(calendarFile({ ...entry, cancelled: true })).toContain("STATUS:CANCELLED");
});
