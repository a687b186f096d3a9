import { expect, test, vi } from "vitest";
import { changeDraft, readDraft } from "./draft";
import { holdKey, takeHold, withOwnHold } from "./holds";

vi.mock("@/components/trpc/lazy", () => {
  const refuse = () => Promise.reject(Object.assign(new Error(), { data: { code: "slot_taken" } }));
  return { verbs: async () => ({ location: { slots: { hold: { mutate: refuse } } } }) };
});

const answers = {
  centre: "be-gent",
  method: "drop_off",
  fault: "screen",
  start: "2026-11-25T08:30:00.000Z",
} as const;
const hold = {
  id: "a-hold",
  key: holdKey(answers),
  start: answers.start,
  end: "2026-11-25T09:30:00.000Z",
  deadline: 0,
  extensionsLeft: 2,
};
const later = { start: "2026-11-25T09:30:00.000Z", end: "2026-11-25T10:30:00.000Z", available: true };
const days = [
  { date: "2026-11-24", slots: [] },
  { date: "2026-11-25", slots: [later] },
];

test("the slot that is kept for oneself is among the free ones, once and in its place", () => {
  const [before, day] = withOwnHold(days, answers, hold, "Europe/Brussels");
  expect(before?.slots).toEqual([]);
  expect(day?.slots.map(({ start }) => start)).toEqual([hold.start, later.start]);
  const again = withOwnHold(day ? [day] : [], answers, hold, "Europe/Brussels");
  expect(again).toEqual([day]);
});

test("a slot that was kept for something else is not", () => {
  expect(withOwnHold(days, { ...answers, fault: "battery" }, hold, "Europe/Brussels")).toEqual(days);
  expect(withOwnHold(days, answers, undefined, "Europe/Brussels")).toEqual(days);
});

test("a slot that ran out and was taken by somebody else is one's own no more", async () => {
  changeDraft({ hold });
  await expect(takeHold(answers)).rejects.toThrow();
  expect(readDraft().hold).toBeUndefined();
});
