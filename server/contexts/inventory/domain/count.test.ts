import { expect, test } from "vitest";
import { type CountMove, type CountStatus, countStatuses, linesToCountAgain, moveCount } from "./count";

const table: Record<CountMove, CountStatus[]> = {
  enter: ["open"],
  finish: ["open"],
  approve: ["finished"],
  send_back: ["finished"],
  give_up: ["open", "finished"],
};

test.each(Object.entries(table) as [CountMove, CountStatus[]][])(
  "a count takes the move %s from %j alone",
  (move, allowed) => {
    for (const from of countStatuses) {
      if (allowed.includes(from)) expect(countStatuses).toContain(moveCount(move, from));
      else expect(() => moveCount(move, from)).toThrow("count_moved_on");
    }
  },
);

test("what differs or moved is counted again, and all of it where nothing does", () => {
  const line = (partId: string, counted: number, expected: number, onHand = expected) => ({
    partId,
    counted,
    expected,
    onHand,
  });
  expect(linesToCountAgain([line("a", 1, 1), line("b", 2, 3), line("c", 1, 1, 2)])).toEqual(["b", "c"]);
  expect(linesToCountAgain([line("a", 1, 1), line("b", 2, 2)])).toEqual(["a", "b"]);
});
