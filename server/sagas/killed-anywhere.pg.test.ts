import { beforeAll, describe, expect, test } from "vitest";
import { bookRepair } from "@/server/contexts/customer/commands/book-repair";
import { DomainError } from "@/server/kernel/errors";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import {
  fillShelves,
  heldBooking,
  killedAt,
  leftOf,
  never,
  reservedPieces,
} from "@/test-support/killed-bookings";
import { seedNetwork } from "@/test-support/network";
import { bookARepair } from "./book-a-repair";

const real = freshDatabases();

beforeAll(async () => {
  await seedNetwork();
  await fillShelves();
});

const whole = { orders: ["booked"], slots: ["booked"], reservations: 1, unfinished: 0 };
const nothing = { orders: [], slots: [], reservations: 0, unfinished: 0 };

/** Every step works, but in the end the claim on the slot is gone. */
const refusing: typeof bookARepair = {
  ...bookARepair,
  steps: bookARepair.steps.map((step) =>
    step.name !== "confirm the slot"
      ? step
      : { ...step, run: () => Promise.reject(new DomainError("hold_expired")) },
  ),
};

async function stockAddsUp(): Promise<void> {
  const { levels, reservations } = await reservedPieces();
  expect(levels).toBe(reservations);
}

describe("a booking killed at any point and repeated", () => {
  test("has one effect and one answer", { timeout: 300_000 }, async () => {
    const unharmed = await killedAt(never, real());
    expect(unharmed.second).toEqual(unharmed.first);
    let point = 0;
    for (; ; point++) {
      const { died, second, third, holdId } = await killedAt(point, real());
      expect(second, `killed at ${point}`).toMatchObject({ status: "booked" });
      expect(third).toEqual(second);
      expect(await leftOf(holdId), `killed at ${point}`).toEqual(whole);
      if (!died) break;
    }
    expect(point).toBeGreaterThan(15);
    await stockAddsUp();
  });

  test("leaves nothing when its last step refuses", { timeout: 300_000 }, async () => {
    for (let point = 0; ; point++) {
      const { died, second, third, holdId } = await killedAt(point, real(), refusing);
      expect(["hold_expired", "hold_not_found"], `killed at ${point}`).toContain(second);
      expect(third).toEqual(second);
      expect(await leftOf(holdId), `killed at ${point}`).toEqual(nothing);
      if (!died) break;
    }
    await stockAddsUp();
  });
});

test("of thirty-two calls with one key at once, one has the effect and all have its answer", async () => {
  const input = await heldBooking();
  const ctx = () => insideVerb("customer", "bookings.book", { idempotencyKey: "thirty-two" });
  const answers = await Promise.all(
    Array.from({ length: 32 }, () => bookRepair(bookARepair)({ ctx: ctx(), input })),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await leftOf(input.holdId)).toEqual(whole);
});
