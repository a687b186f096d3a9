import type { Answers } from "@/components/customer/booking/answers";
import { changeDraft, type Hold, readDraft } from "@/components/customer/booking/draft";
import { verbs } from "@/components/trpc/lazy";
import { problemOf } from "@/components/trpc/problem";
import { dateIn } from "@/components/ui/format";
import type { SlotDay } from "@/components/ui/slots";

const holdMilliseconds = 10 * 60_000;

/** What a hold is for; a change in any of it needs another one. */
export function holdKey({ centre, method, fault, start }: Answers): string {
  return [centre, method, fault, start].join(" ");
}

/** The days with the slot that is kept for this browser among the free ones: to everybody else it is taken. */
export function withOwnHold(
  days: SlotDay[],
  answers: Answers,
  hold: Hold | undefined,
  timeZone: string,
): SlotDay[] {
  if (hold === undefined || hold.key !== holdKey({ ...answers, start: hold.start })) return days;
  const { start } = hold;
  return days.map((day) => {
    if (day.date !== dateIn(start, timeZone)) return day;
    const others = day.slots.filter((slot) => slot.start !== start);
    const slots = [...others, { start, end: hold.end, available: true }];
    return { ...day, slots: slots.sort((a, b) => a.start.localeCompare(b.start)) };
  });
}

/** Browsers' clocks go wrong by minutes: where theirs and ours differ, the ten minutes count from now. */
function deadlineOf(expiresAt: string): number {
  const told = Date.parse(expiresAt);
  const own = Date.now() + holdMilliseconds;
  return Math.abs(told - own) > 30_000 ? own : told;
}

let underWay: { key: string; hold: Promise<Hold> } | undefined;

/** Keeps the slot of these answers, and lets the one before go. Throws what the verb refuses with. */
export function takeHold(answers: Answers): Promise<Hold> {
  const key = holdKey(answers);
  if (underWay?.key !== key) {
    const hold = take(answers).finally(() => {
      underWay = undefined;
    });
    underWay = { key, hold };
  }
  return underWay.hold;
}

async function take(answers: Answers): Promise<Hold> {
  const { centre, method, fault, start } = answers;
  if (!centre || !method || !start) throw new Error("A hold needs a centre, a method and a time");
  const before = readDraft().hold;
  const key = holdKey(answers);
  if (before?.key === key && before.deadline > Date.now() + 5_000) return before;
  // It has run out: whether the time is still free is for the answer to say.
  if (before?.key === key) changeDraft({ hold: undefined });
  const { location } = await verbs();
  const input = { serviceCenterId: centre, method, start, faultId: fault };
  const taken = await location.slots.hold.mutate(input).catch(async (error: unknown) => {
    if (problemOf(error).code !== "too_many_holds" || before === undefined) throw error;
    await location.slots.release.mutate({ id: before.id });
    return location.slots.hold.mutate(input);
  });
  const hold: Hold = {
    id: taken.holdId,
    key,
    start: taken.start,
    end: taken.end,
    deadline: deadlineOf(taken.expiresAt),
    extensionsLeft: taken.extensionsLeft,
  };
  changeDraft({ hold });
  if (before) location.slots.release.mutate({ id: before.id }).catch(() => undefined);
  return hold;
}

/** Ten minutes more. Throws what the verb refuses with. */
export async function extendHold(hold: Hold): Promise<void> {
  const { location } = await verbs();
  const { expiresAt, extensionsLeft } = await location.slots.extendHold.mutate({ id: hold.id });
  changeDraft({ hold: { ...hold, deadline: deadlineOf(expiresAt), extensionsLeft } });
}
