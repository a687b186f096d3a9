import { describe, expect, test } from "vitest";
import { afterOpenMinutes, afterWorkingDays, type OpeningTime } from "./opening-time";
import { type ReadyQuestion, readyBy } from "./ready-date";

const gent: OpeningTime = {
  timeZone: "Europe/Brussels",
  opening: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensMinute: 9 * 60, closesMinute: 18 * 60 })),
  closedOn: new Set(["2026-12-25"]),
};
const at = (local: string) => new Date(`${local}+01:00`);

describe("opening time", () => {
  test("passes only while the centre is open", () => {
    expect(afterOpenMinutes(at("2026-12-01T10:00"), 60, gent)).toEqual(at("2026-12-01T11:00"));
    expect(afterOpenMinutes(at("2026-12-01T17:30"), 60, gent)).toEqual(at("2026-12-02T09:30"));
    // Friday evening to Monday; and over Christmas, a Friday.
    expect(afterOpenMinutes(at("2026-12-04T17:00"), 120, gent)).toEqual(at("2026-12-07T10:00"));
    expect(afterOpenMinutes(at("2026-12-24T17:00"), 120, gent)).toEqual(at("2026-12-28T10:00"));
  });

  test("keeps the wall clock when the clocks change", () => {
    // The night of 25 October 2026 has 25 hours.
    const friday = new Date("2026-10-23T17:00:00+02:00");
    expect(afterOpenMinutes(friday, 120, gent)).toEqual(at("2026-10-26T10:00"));
  });

  test("counts working days and not those on which it is closed", () => {
    expect(afterWorkingDays(at("2026-12-04T15:00"), 1, gent)).toEqual(at("2026-12-07T09:00"));
    expect(afterWorkingDays(at("2026-12-23T15:00"), 2, gent)).toEqual(at("2026-12-28T09:00"));
    expect(afterWorkingDays(at("2026-12-05T15:00"), 0, gent)).toEqual(at("2026-12-05T15:00"));
  });

  test("is not waited for where a centre never opens", () => {
    const never = { ...gent, opening: [] };
    expect(afterOpenMinutes(at("2026-12-01T10:00"), 1, never) > at("2027-12-01T10:00")).toBe(true);
    expect(afterWorkingDays(at("2026-12-01T10:00"), 1, never) > at("2027-12-01T10:00")).toBe(true);
  });
});

describe("when a device is ready", () => {
  const question: ReadyQuestion = {
    now: at("2026-12-01T09:00"),
    start: at("2026-12-01T10:00"),
    method: "drop_off",
    durationMinutes: 60,
    queueMinutes: 0,
    technicians: 2,
    part: null,
    hours: gent,
  };

  test("the same day when nothing is in its way", () => {
    expect(readyBy(question)).toEqual({ p50: at("2026-12-01T12:00"), p90: at("2026-12-01T13:00") });
  });

  test("later when others wait, and less so with more technicians", () => {
    const busy = { ...question, queueMinutes: 600 };
    expect(readyBy(busy).p50).toEqual(at("2026-12-01T17:00"));
    expect(readyBy({ ...busy, technicians: 5 }).p50).toEqual(at("2026-12-01T14:00"));
  });

  test("after the part: from the shelf at once, from another centre, or from the supplier", () => {
    const part = { availableHere: 0, availableNetwork: 0, leadTimeDays: 5 };
    expect(readyBy({ ...question, part: { ...part, availableHere: 1 } })).toEqual(readyBy(question));
    expect(readyBy({ ...question, part: { ...part, availableNetwork: 1 } })).toEqual({
      p50: at("2026-12-03T11:00"),
      p90: at("2026-12-04T12:00"),
    });
    expect(readyBy({ ...question, part })).toEqual({
      p50: at("2026-12-08T11:00"),
      p90: at("2026-12-11T12:00"),
    });
  });

  test("a part that travels while the device does costs no time", () => {
    const inTwoWeeks = { ...question, start: at("2026-12-14T10:00") };
    const part = { availableHere: 0, availableNetwork: 0, leadTimeDays: 5 };
    expect(readyBy({ ...inTwoWeeks, part })).toEqual(readyBy(inTwoWeeks));
  });

  test("a visit is over when its work is; what is posted or fetched is on its way first", () => {
    expect(readyBy({ ...question, method: "on_site", queueMinutes: 600 }).p50).toEqual(
      at("2026-12-01T11:00"),
    );
    expect(readyBy({ ...question, method: "pickup" }).p50).toEqual(at("2026-12-02T11:00"));
    expect(readyBy({ ...question, method: "mail_in" }).p90).toEqual(at("2026-12-04T12:00"));
  });
});
