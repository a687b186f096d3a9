import { DomainError } from "@/server/kernel/errors";

export const countStatuses = ["open", "finished", "approved", "given_up"] as const;
export type CountStatus = (typeof countStatuses)[number];
export type CountMove = "enter" | "finish" | "approve" | "send_back" | "give_up";

/** The one table of a count's moves. What was approved is in the books, and stays. */
const moves = {
  enter: { from: ["open"], to: "open" },
  finish: { from: ["open"], to: "finished" },
  approve: { from: ["finished"], to: "approved" },
  send_back: { from: ["finished"], to: "open" },
  give_up: { from: ["open", "finished"], to: "given_up" },
} as const satisfies Record<CountMove, { from: readonly CountStatus[]; to: CountStatus }>;

/** Where a move leads. Refuses with `count_moved_on`. */
export function moveCount(move: CountMove, from: CountStatus): CountStatus {
  const { to, from: allowed } = moves[move];
  if (!(allowed as readonly CountStatus[]).includes(from)) {
    throw new DomainError("count_moved_on", { status: from });
  }
  return to;
}

export interface CountedLine {
  partId: string;
  counted: number;
  /** What stood in the books when it was counted. */
  expected: number;
  /** What stands in the books now. */
  onHand: number;
}

/** Which lines a manager has counted again: those that differ or moved since; where none does, all of them. */
export function linesToCountAgain(lines: readonly CountedLine[]): string[] {
  const doubtful = lines.filter(
    ({ counted, expected, onHand }) => counted !== expected || onHand !== expected,
  );
  return (doubtful.length > 0 ? doubtful : lines).map(({ partId }) => partId);
}
