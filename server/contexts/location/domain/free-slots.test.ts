import { describe, expect, it } from "vitest";
import { dayFrames, epochOf } from "./day-frame";
import { freeSlots, lanesFor, nearestFree } from "./free-slots";
import type { Lane, Schedule } from "./schedule";

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const epoch = (iso: string) => Date.parse(iso) / 60_000;

function lane(given: Partial<Lane> = {}): Lane {
  const shifts = everyDay.map((weekday) => ({ weekday, from: 9 * 60, until: 17 * 60 }));
  return { id: "lane-1", shifts, absentOn: new Set(), taken: [], ...given };
}

function schedule(
  given: Partial<Schedule> & { from?: string; days?: number; timeZone?: string } = {},
): Schedule {
  const { from = "2026-12-01", days = 1, timeZone = "Europe/Berlin", ...rest } = given;
  return {
    method: "drop_off",
    frames: dayFrames(from, days, timeZone),
    opening: everyDay.map((weekday) => ({ weekday, from: 9 * 60, until: 18 * 60 })),
    closedOn: new Map(),
    lanes: [lane()],
    durationMinutes: 60,
    now: epoch("2026-11-30T12:00:00Z"),
    ...rest,
  };
}

function starts(given: Schedule): string[] {
  return freeSlots(given).flatMap((day) =>
    day.slots
      .filter((slot) => slot.available)
      .map((slot) => new Date(slot.start * 60_000).toISOString().slice(11, 16)),
  );
}

describe("free slots", () => {
  it("start on the half hour, where shift and opening hours meet, and end within both", () => {
    const free = starts(schedule());
    expect(free[0]).toBe("08:00");
    expect(free.at(-1)).toBe("15:00");
    expect(free).toHaveLength(15);
  });

  it("leave out what orders and holds have", () => {
    const taken = [{ from: epoch("2026-12-01T09:00:00Z"), until: epoch("2026-12-01T10:00:00Z") }];
    const free = starts(schedule({ lanes: [lane({ taken })] }));
    expect(free).not.toContain("08:30");
    expect(free).not.toContain("09:30");
    expect(free).toContain("08:00");
    expect(free).toContain("10:00");
  });

  it("keep a tenth of the day's technician time for emergencies", () => {
    // 8 hours of shift: 48 minutes, on the grid 30, stay free, so a free hour is offered and a free half hour kept.
    const until = epoch("2026-12-01T14:00:00Z");
    const taken = [{ from: epoch("2026-12-01T08:00:00Z"), until }];
    expect(starts(schedule({ lanes: [lane({ taken })] }))).toEqual(["14:00", "14:30", "15:00"]);
    const nearly = [{ from: epoch("2026-12-01T08:00:00Z"), until: until + 45 }];
    expect(freeSlots(schedule({ lanes: [lane({ taken: nearly })] }))[0]?.reason).toBe("full");
  });

  it("need an hour's notice", () => {
    const now = epoch("2026-12-01T11:10:00Z");
    expect(starts(schedule({ now }))[0]).toBe("12:30");
    const reasons = freeSlots(schedule({ now }))[0]?.slots.map((slot) => slot.reason);
    expect(reasons?.slice(0, 9)).toEqual([...Array(7).fill("past"), "too_soon", "too_soon"]);
  });

  it("are none on holidays, closures, days without hours, days without people: and the day says why", () => {
    const closedOn = new Map([
      ["2026-12-25", { reason: "holiday", name: "Weihnachtstag" } as const],
      ["2026-12-28", { reason: "closed", name: "stocktaking" } as const],
    ]);
    const opening = schedule().opening.filter(({ weekday }) => weekday !== 7);
    const lanes = [lane({ absentOn: new Set(["2026-12-29"]) })];
    const days = freeSlots(schedule({ from: "2026-12-25", days: 5, closedOn, opening, lanes }));
    expect(days.map((day) => day.reason)).toEqual(["holiday", undefined, "closed", "closed", "no_skill"]);
    expect(days[0]).toEqual({ date: "2026-12-25", slots: [], reason: "holiday", note: "Weihnachtstag" });
  });

  it("reach sixty days ahead and not into the past", () => {
    const days = freeSlots(schedule({ from: "2026-11-29", days: 63 }));
    expect(days[0]?.reason).toBe("past");
    expect(days.find((day) => day.date === "2027-01-29")?.reason).toBeUndefined();
    expect(days.find((day) => day.date === "2027-01-30")?.reason).toBe("beyond");
  });

  it("are two-hour tours for pickup, each lane one order", () => {
    const tour = schedule({ method: "pickup", lanes: [lane({ shifts: [] })] });
    expect(starts(tour)).toEqual(["08:00", "10:00", "12:00", "14:00"]);
    const taken = [{ from: epoch("2026-12-01T10:00:00Z"), until: epoch("2026-12-01T12:00:00Z") }];
    expect(starts(schedule({ method: "pickup", lanes: [lane({ taken })] }))).toEqual([
      "08:00",
      "12:00",
      "14:00",
    ]);
  });

  it("are one window a day for post", () => {
    const [day] = freeSlots(schedule({ method: "mail_in" }));
    expect(day?.slots).toEqual([
      { start: epoch("2026-12-01T08:00:00Z"), end: epoch("2026-12-01T17:00:00Z"), available: true },
    ]);
  });
});

describe("on the days when the clocks change", () => {
  const night = {
    opening: everyDay.map((weekday) => ({ weekday, from: 0, until: 6 * 60 })),
    lanes: [lane({ shifts: everyDay.map((weekday) => ({ weekday, from: 0, until: 6 * 60 })) })],
    now: epoch("2026-03-01T00:00:00Z"),
  };

  it("the hour that is skipped has no slot, and the day keeps its wall-clock hours", () => {
    const spring = starts(schedule({ ...night, from: "2026-03-29", durationMinutes: 30 }));
    // 00:00 to 06:00 on the wall is five hours: 23:00 to 04:00 in UTC.
    expect(spring).toHaveLength(10);
    expect(spring[0]).toBe("23:00");
    expect(spring.at(-1)).toBe("03:30");
    expect(starts(schedule({ from: "2026-03-29", now: night.now }))[0]).toBe("07:00");
    expect(starts(schedule({ from: "2026-03-28", now: night.now }))[0]).toBe("08:00");
  });

  it("the hour that comes twice can be booked twice", () => {
    const autumn = schedule({
      ...night,
      from: "2026-10-25",
      durationMinutes: 30,
      now: epoch("2026-10-20T00:00:00Z"),
    });
    const free = starts(autumn);
    expect(free).toHaveLength(14);
    expect(free.slice(0, 2)).toEqual(["22:00", "22:30"]);
    expect(free.at(-1)).toBe("04:30");
  });

  it("a skipped minute is the moment of the change and a doubled one its first coming", () => {
    const [spring] = dayFrames("2026-03-29", 1, "Europe/Berlin");
    const [autumn] = dayFrames("2026-10-25", 1, "Europe/Berlin");
    if (spring === undefined || autumn === undefined) throw new Error("no frames");
    expect(epochOf(spring, 150)).toBe(epoch("2026-03-29T01:00:00Z"));
    expect(epochOf(spring, 180)).toBe(epoch("2026-03-29T01:00:00Z"));
    expect(epochOf(autumn, 150)).toBe(epoch("2026-10-25T00:30:00Z"));
    expect(epochOf(autumn, 180)).toBe(epoch("2026-10-25T02:00:00Z"));
  });
});

describe("lanes for a slot", () => {
  it("are those that are free then, the least loaded first", () => {
    const from = epoch("2026-12-01T09:00:00Z");
    const busy = { from: from + 120, until: from + 180 };
    const lanes = [
      lane({ id: "a", taken: [{ from, until: from + 60 }] }),
      lane({ id: "b", taken: [busy] }),
      lane({ id: "c" }),
    ];
    expect(lanesFor(schedule({ lanes }), { from, until: from + 60 })).toEqual(["c", "b"]);
  });

  it("give the nearest free starts when there are none", () => {
    const from = epoch("2026-12-01T09:00:00Z");
    const days = freeSlots(schedule({ lanes: [lane({ taken: [{ from, until: from + 60 }] })] }));
    expect(nearestFree(days, from, 2)).toEqual([from - 60, from + 60]);
  });
});
