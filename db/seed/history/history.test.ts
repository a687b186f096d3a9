import { beforeAll, describe, expect, test } from "vitest";
import type { WorkOrderEvent } from "@/server/contexts/customer/contract/work-order-events";
import {
  moveIsAllowedFrom,
  moveNames,
  moves,
  type WorkOrderStatus,
} from "@/server/contexts/customer/domain/transitions";
import { evolve, noWorkOrder, type WorkOrder } from "@/server/contexts/customer/domain/work-order";
import { generateNetwork, type Network } from "../network";
import { createLedger } from "./ledger";
import { type OpenOrder, openOrders } from "./open-orders";
import { referenceOf, type SeededOrder } from "./orders";
import { pastOrders } from "./past-orders";

const ANCHOR_DAY = "2026-11-02";
const PAST = 6000;
const SLOW_MACHINE_MS = 60_000;
const CUTOFF = Date.parse(`${ANCHOR_DAY}T05:00:00Z`);
let network: Network;
let past: SeededOrder[];
let open: OpenOrder[];

beforeAll(() => {
  network = generateNetwork("demo", ANCHOR_DAY);
  const ledger = createLedger(network);
  past = [...pastOrders(network, ledger, PAST, CUTOFF)];
  open = [...openOrders(network, ledger, CUTOFF)];
}, SLOW_MACHINE_MS);

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

describe("past orders", () => {
  test("about as many as asked for, references and people each once", () => {
    const all = [...past, ...open.map(({ order }) => order)];
    expect(Math.abs(past.length - PAST) / PAST).toBeLessThan(0.05);
    expect(new Set(all.map(({ reference }) => reference)).size).toBe(all.length);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const mails = all.flatMap(({ newCustomer }) => newCustomer?.email ?? []);
    expect(new Set(mails).size).toBe(mails.length);
  });

  test("a person is written before their second order", () => {
    const known = new Set<string>();
    for (const { newCustomer, customerId } of past) {
      if (newCustomer) known.add(newCustomer.id);
      expect(known.has(customerId)).toBe(true);
    }
  });

  test("seasons show: September is busy, December quiet, Sundays nearly empty", () => {
    const months = countBy(past, ({ slotStart }) => new Date(slotStart).toISOString().slice(0, 7));
    expect((months["2026-09"] ?? 0) / (months["2026-07"] ?? 1)).toBeGreaterThan(1.15);
    expect((months["2025-12"] ?? 0) / (months["2025-09"] ?? 1)).toBeLessThan(0.85);
    const weekdays = countBy(past, ({ slotStart }) => String(new Date(slotStart).getUTCDay()));
    expect((weekdays["0"] ?? 0) / past.length).toBeLessThan(0.02);
    expect(weekdays["1"] ?? 0).toBeGreaterThan(weekdays["3"] ?? 0);
    expect(past.some(({ slotStart }) => new Date(slotStart).toISOString().slice(5, 10) === "12-25")).toBe(
      false,
    );
  });

  test("most end closed, some are cancelled, a few abandoned", () => {
    const ends = countBy(past, ({ status }) => status);
    expect((ends.closed ?? 0) / past.length).toBeGreaterThan(0.85);
    expect((ends.cancelled ?? 0) / past.length).toBeGreaterThan(0.04);
    expect(ends.abandoned ?? 0).toBeGreaterThan(5);
  });
});

test("every order is what its events tell, by moves that the table allows, in time's order", () => {
  for (const order of [...past, ...open.map((each) => each.order)]) {
    let state: WorkOrder = noWorkOrder;
    let before = 0;
    for (const { type, data, at } of order.events) {
      if (type === "work_order.message_written.v1") continue;
      const next = evolve(state, { type, data } as WorkOrderEvent);
      if (state.status !== "none" && next.status !== state.status) {
        expect(
          isAMove(state.status, next.status as WorkOrderStatus),
          `${state.status} to ${next.status}`,
        ).toBe(true);
      }
      expect(at, order.reference).toBeGreaterThanOrEqual(before);
      expect(at).toBeLessThanOrEqual(CUTOFF);
      before = at;
      state = next;
    }
    const { status } = order;
    expect(state).toMatchObject({ status, promisedBy: new Date(order.promisedBy).toISOString() });
    expect(order.version).toBe(order.events.length);
  }
});

function isAMove(from: WorkOrderStatus, to: WorkOrderStatus): boolean {
  return moveNames.some((move) => moves[move].to === to && moveIsAllowedFrom(move, from));
}

describe("open orders", () => {
  test("stand in every state from booked to ready", () => {
    const states = countBy(open, ({ order }) => order.status);
    for (const status of [
      "booked",
      "received",
      "diagnosing",
      "awaiting_approval",
      "approved",
      "awaiting_parts",
      "repairing",
      "quality_check",
      "ready",
    ]) {
      expect(states[status] ?? 0, status).toBeGreaterThan(50);
    }
  });

  test("have an estimate in each state: nobody waits for an answer to nothing, none is approved without one", () => {
    const seen = new Set<string>();
    for (const { order } of open) {
      const told = order.events
        .filter(({ type }) => type !== "work_order.message_written.v1")
        .map(({ type, data }) => ({ type, data }) as WorkOrderEvent);
      const sent = told.filter(({ type }) => type === "work_order.estimate_sent.v1").length;
      if (told.some(({ type }) => type === "work_order.approval_requested.v1")) {
        expect(sent, order.reference).toBeGreaterThan(0);
      }
      const state = told.reduce<WorkOrder>(evolve, noWorkOrder);
      if (state.status === "none" || state.estimate === null) continue;
      const { answer, validUntil } = state.estimate;
      if (order.status === "approved") expect(answer?.accepted.length, order.reference).toBeGreaterThan(0);
      if (sent > 1) seen.add("superseded");
      if (answer === null) seen.add(Date.parse(validUntil) > CUTOFF ? "open" : "expired");
      else seen.add(answer.declined.length > 0 ? "in part" : "accepted");
    }
    expect([...seen].sort()).toEqual(["accepted", "expired", "in part", "open", "superseded"]);
  });

  test("no lane has two orders at once, and everyone is at work", () => {
    const lanes = new Map<string, OpenOrder["slot"][]>();
    for (const { slot } of open) lanes.set(slot.laneId, [...(lanes.get(slot.laneId) ?? []), slot]);
    for (const [laneId, slots] of lanes) {
      const sorted = slots.sort((a, b) => a.start - b.start);
      for (const [index, slot] of sorted.entries()) {
        expect(slot.start, laneId).toBeGreaterThanOrEqual(sorted[index - 1]?.end ?? 0);
      }
    }
    const absences = new Set(
      network.centers.flatMap(({ staff }) =>
        staff.absences.map(({ technicianId, date }) => `${technicianId}/${date}`),
      ),
    );
    for (const { slot } of open) {
      expect(absences.has(`${slot.laneId}/${new Date(slot.start).toISOString().slice(0, 10)}`)).toBe(false);
    }
  });

  test("Gent has a full board and bookings this week", () => {
    const gent = open.filter(({ order }) => order.serviceCenterId === "be-gent-korenmarkt");
    expect(gent.filter(({ order }) => order.status !== "booked").length).toBeGreaterThan(20);
    const week = gent.filter(({ slot }) => slot.start > CUTOFF && slot.start < CUTOFF + 7 * 86_400_000);
    expect(week.length).toBeGreaterThan(10);
  });
});

test("references never repeat and read as people say them", () => {
  const references = Array.from({ length: 5000 }, (_, number) => referenceOf(number));
  expect(new Set(references).size).toBe(5000);
  for (const reference of references)
    expect(reference).toMatch(/^MC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
});
