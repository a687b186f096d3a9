import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import { estimateDrafts, estimates } from "@/db/schema/customer";
import type { EstimateAnswered, EstimateSent } from "@/server/contexts/customer/contract/work-order-events";
import type { EstimateContent } from "@/server/contexts/customer/domain/estimate";
import { seal } from "@/server/platform/crypto";
import { translator } from "@/server/platform/translate";
import { hexBytes, insertRows, isoTime } from "../bulk";
import type { SeededEvent, SeededOrder } from "../history/orders";
import { wordsIn } from "../history/words";
import type { Keys, WritableOrder } from "./orders";

const DAY = 86_400_000;
type Key = Parameters<typeof seal>[0];

/** The estimates that the orders' events tell of, with their words; some diagnoses have a draft. */
export async function writeEstimates(tx: Tx, orders: readonly WritableOrder[], keys: Keys): Promise<void> {
  const open = orders.flatMap(({ order, condition }) => {
    const key = keys.get(order.customerId);
    return condition === undefined || key === undefined ? [] : [{ order, key }];
  });
  await insertRows(
    tx,
    estimates,
    open.flatMap(({ order, key }) => sentRows(order, key)),
  );
  await insertRows(
    tx,
    estimateDrafts,
    open.filter(({ order }) => order.status === "diagnosing").map(({ order, key }) => draftRow(order, key)),
  );
}

function sentRows(order: SeededOrder, key: Key) {
  // Our own events, written a moment ago.
  const sent = order.events.filter(({ type }) => type === "work_order.estimate_sent.v1") as (SeededEvent & {
    data: EstimateSent;
  })[];
  const answer = order.events.find(({ type }) => type === "work_order.estimate_answered.v1") as
    | (SeededEvent & { data: EstimateAnswered })
    | undefined;
  return sent.map(({ data, at, actor }, index) => {
    const given = answer?.data.version === data.version ? answer : undefined;
    const next = sent[index + 1];
    // The worker reminds those who still wait.
    const waited = given ? (given.at - at) / DAY : 0;
    return {
      workOrderId: order.id,
      version: data.version,
      content: hexBytes(seal(key, JSON.stringify(contentOf(order, data.lines)))),
      currency: data.currency,
      vatRate: data.vatRate,
      totalMinor: data.totalMinor,
      validUntil: data.validUntil,
      sentAt: isoTime(at),
      sentBy: actor,
      reminders: next ? 0 : Number(waited >= 2) + Number(waited >= 5),
      supersededAt: next ? isoTime(next.at) : null,
      answeredAt: given ? isoTime(given.at) : null,
      answeredBy: given ? (given.data.way === "link" ? "guest" : given.actor) : null,
      way: given?.data.way ?? null,
      name: given ? hexBytes(seal(key, order.newCustomer?.name ?? order.reference)) : null,
      accepted: given?.data.accepted ?? null,
      acceptedMinor: given?.data.acceptedMinor ?? null,
    };
  });
}

function draftRow(order: SeededOrder, key: Key) {
  const lines = [
    { id: randomUUID(), kind: "labour" as const, quantity: 1, unitMinor: order.estimateLowMinor },
  ];
  const last = order.events.at(-1);
  return {
    workOrderId: order.id,
    revision: 1,
    content: hexBytes(seal(key, JSON.stringify({ ...contentOf(order, lines), days: null }))),
    editedAt: isoTime(order.updatedAt),
    editedBy: last?.actor ?? "system",
  };
}

function contentOf(order: SeededOrder, lines: EstimateSent["lines"]): EstimateContent {
  const locale = order.newCustomer?.locale ?? "en";
  const words = translator(locale, "tracking");
  return {
    finding: wordsIn(locale).finding,
    days: 3,
    replacementMinor: null,
    lines: lines.map((line) => ({
      ...line,
      text: words(
        line.kind === "fee" ? `estimate.suggested.fee.${order.method}` : `estimate.suggested.${line.kind}`,
      ),
    })),
  };
}
