import { describe, expect, test } from "vitest";
import { type TransferStatus, transferStatuses } from "../contract/transfer";
import { moveTransfer, type TransferMove, transferMovesAt, warehouseThatMoves } from "./transfer";

const table: Record<TransferMove, { from: TransferStatus[]; to: TransferStatus; end: "from" | "to" }> = {
  pick: { from: ["requested"], to: "picked", end: "from" },
  ship: { from: ["picked"], to: "in_transit", end: "from" },
  receive: { from: ["in_transit"], to: "received", end: "to" },
  cancel: { from: ["requested", "picked"], to: "cancelled", end: "from" },
  write_off: { from: ["in_transit"], to: "written_off", end: "to" },
};

describe.each(Object.entries(table) as [TransferMove, (typeof table)[TransferMove]][])(
  "%s",
  (move, { from, to, end }) => {
    test.each(transferStatuses)("from %s", (status) => {
      if (from.includes(status)) expect(moveTransfer(move, status).to).toBe(to);
      else expect(() => moveTransfer(move, status)).toThrow("transition_not_allowed");
    });

    test("is made at one end alone", () => {
      const other = end === "from" ? "to" : "from";
      for (const status of transferStatuses) {
        expect(transferMovesAt(end, status).includes(move)).toBe(from.includes(status));
        expect(transferMovesAt(other, status)).not.toContain(move);
      }
      const ends = { fromWarehouseId: "from", toWarehouseId: "to" };
      expect(warehouseThatMoves(move, ends)).toBe(end);
    });
  },
);
