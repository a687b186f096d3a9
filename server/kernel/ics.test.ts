import { expect, test } from "vitest";
import { type Appointment, calendarFile } from "./ics";

const appointment: Appointment = {
  uid: "0190a0b0@mycomputer",
  sequence: 1,
  start: new Date("2026-12-01T09:00:00Z"),
  end: new Date("2026-12-01T10:15:00Z"),
  summary: "Réparation MC-7F3K-Q2: Apple MacBook Air M2",
  location: "Korenmarkt 1, 9000 Gent; 2nd floor",
  description: "Bring: the device, its charger\nhttps://example.test/en/track/abc",
  cancelled: false,
  writtenAt: new Date("2026-11-20T08:00:00Z"),
};

/** As a calendar reads it: folded lines joined again. */
function lines(file: string): string[] {
  return file.replaceAll("\r\n ", "").split("\r\n");
}

test("a calendar file tells when, where and what, in the format's own signs", () => {
  expect(lines(calendarFile(appointment))).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//MyComputer//Repairs//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    "UID:0190a0b0@mycomputer",
    "SEQUENCE:1",
    "DTSTAMP:20261120T080000Z",
    "DTSTART:20261201T090000Z",
    "DTEND:20261201T101500Z",
    "SUMMARY:Réparation MC-7F3K-Q2: Apple MacBook Air M2",
    "LOCATION:Korenmarkt 1\\, 9000 Gent\\; 2nd floor",
    "DESCRIPTION:Bring: the device\\, its charger\\nhttps://example.test/en/track/abc",
    "STATUS:CONFIRMED",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("long lines are folded at 75 octets, never inside a character", () => {
  const file = calendarFile({ ...appointment, description: "🙂é".repeat(100) });
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(lines(file)).toContain(`DESCRIPTION:${"🙂é".repeat(100)}`);
});

test("what was typed can't add lines of its own", () => {
  const file = calendarFile({ ...appointment, location: "x\r\nATTENDEE:mailto:eve@example.test\u0000" });
  expect(lines(file).filter((line) => line.startsWith("ATTENDEE"))).toEqual([]);
});

test("a cancelled appointment leaves the calendar", () => {
  const file = lines(calendarFile({ ...appointment, sequence: 2, cancelled: true }));
  expect(file).toEqual(expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"]));
});
