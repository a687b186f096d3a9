import { DomainError } from "@/server/kernel/errors";
import { money, scaleMoney } from "@/server/kernel/money";
import { addDays, instantOf, localDate } from "@/server/kernel/time";
import type {
  answerWays,
  EstimateAnswered,
  EstimateSent,
  estimateLineKinds,
  WorkOrderEvent,
} from "../contract/work-order-events";
import { ratio } from "./price-range";
import type { EstimateCondition } from "./transitions";

/** Directive (EU) 2024/1799, article 4: the form's conditions hold for thirty calendar days. */
const holdsDays = 30;

export const estimateLimits = {
  lines: 40,
  quantity: 99,
  /** What a till takes at most, in minor units. */
  totalMinor: 100_000_000,
  days: 90,
  lineText: 120,
  finding: 2_000,
} as const;

export type EstimateLineKind = (typeof estimateLineKinds)[number];
export type AnswerWay = (typeof answerWays)[number];

/** A line as a person writes it; its price is what a consumer pays, VAT included. */
export interface EstimateLine {
  id: string;
  kind: EstimateLineKind;
  text: string;
  quantity: number;
  unitMinor: number;
}

/** What an estimate says beside its conditions. */
export interface EstimateContent {
  /** What was found, and what is suggested. */
  finding: string;
  /** Working days that the repair takes from the answer on; null while nobody has said. */
  days: number | null;
  /** What a replacement for the time costs, VAT included; null: there is none. */
  replacementMinor: number | null;
  lines: EstimateLine[];
}

/** An estimate as the order's events tell it. */
export interface SentEstimate extends EstimateSent {
  answer: EstimateAnswered | null;
}

export interface SendEstimate {
  kind: "send_estimate";
  currency: string;
  vatRate: string;
  lines: readonly EstimateLine[];
  validUntil: string;
}

export interface AnswerEstimate {
  kind: "answer_estimate";
  version: number;
  /** The ids of the lines that the customer wants; the others are declined. */
  accepted: readonly string[];
  way: AnswerWay;
  at: string;
}

export function sumOf(lines: readonly Pick<EstimateLine, "quantity" | "unitMinor">[]): number {
  return lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
}

/** The VAT that a sum contains, rounded once, half away from zero: what is left of the sum is the price without it. */
export function vatWithin(sumMinor: number, vatRate: string): number {
  const [vat, one] = ratio(vatRate);
  return scaleMoney(money(sumMinor, "EUR"), vat, one + vat).amountMinor;
}

/** Until the end of the thirtieth day after the one on which it was sent, as the centre counts days. */
export function validUntil(sentAt: Date, timeZone: string): Date {
  return instantOf(addDays(localDate(sentAt, timeZone), holdsDays + 1), 0, timeZone);
}

/** Quantities are pieces and prices minor units: whole, not negative, and no more than a till takes. */
export function linesAreWithinLimits(lines: readonly EstimateLine[]): void {
  if (lines.length > estimateLimits.lines) {
    throw new DomainError("estimate_line_invalid", { field: "lines", most: estimateLimits.lines });
  }
  if (new Set(lines.map(({ id }) => id)).size < lines.length) throw new DomainError("invalid_input");
  lines.forEach(({ quantity, unitMinor, text }, index) => {
    const line = index + 1;
    isWholeWithin(quantity, 1, estimateLimits.quantity, { line, field: "quantity" });
    isWholeWithin(unitMinor, 0, estimateLimits.totalMinor, { line, field: "unitMinor" });
    if (Array.from(text).length > estimateLimits.lineText) {
      throw new DomainError("estimate_line_invalid", { line, field: "text", most: estimateLimits.lineText });
    }
  });
  isWholeWithin(sumOf(lines), 0, estimateLimits.totalMinor, { field: "total" });
}

function isWholeWithin(
  value: number,
  least: number,
  most: number,
  where: Readonly<Record<string, string | number>>,
): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new DomainError("estimate_line_invalid", { ...where, least, most });
  }
}

/** What is sent says what was found, how long it takes, and has a line at least, each with its words. */
export function estimateIsComplete({ finding, days, lines }: EstimateContent): void {
  linesAreWithinLimits(lines);
  const missing =
    finding === ""
      ? "finding"
      : days === null
        ? "days"
        : lines.length === 0 || lines.some(({ text }) => text === "")
          ? "lines"
          : undefined;
  if (missing !== undefined) throw new DomainError("estimate_incomplete", { field: missing });
}

/** The next version: whatever was sent before is superseded by it. */
export function sendEstimate(command: SendEstimate, before: SentEstimate | null): WorkOrderEvent[] {
  linesAreWithinLimits(command.lines);
  const { currency, vatRate, validUntil } = command;
  const data: EstimateSent = {
    version: (before?.version ?? 0) + 1,
    currency,
    vatRate,
    lines: command.lines.map(({ id, kind, quantity, unitMinor }) => ({ id, kind, quantity, unitMinor })),
    totalMinor: sumOf(command.lines),
    validUntil,
  };
  return [{ type: "work_order.estimate_sent.v1", data }];
}

/** An answer to the version that holds, line by line, once. The same answer again changes nothing. */
export function answerEstimate(command: AnswerEstimate, estimate: SentEstimate | null): WorkOrderEvent[] {
  const open = versionIsTheOneThatHolds(command.version, estimate);
  const wanted = new Set(command.accepted);
  const accepted = open.lines.filter(({ id }) => wanted.has(id));
  if (accepted.length < wanted.size) throw new DomainError("invalid_input", { field: "accepted" });
  if (open.answer !== null) {
    if (sameIds(open.answer.accepted, wanted)) return [];
    throw new DomainError("estimate_answered", { version: open.version });
  }
  estimateHolds(open, command.at);
  const data: EstimateAnswered = {
    version: open.version,
    way: command.way,
    accepted: accepted.map(({ id }) => id),
    declined: open.lines.filter(({ id }) => !wanted.has(id)).map(({ id }) => id),
    acceptedMinor: sumOf(accepted),
  };
  return [{ type: "work_order.estimate_answered.v1", data }];
}

function versionIsTheOneThatHolds(version: number, estimate: SentEstimate | null): SentEstimate {
  if (estimate === null || version > estimate.version) throw new DomainError("estimate_missing");
  if (version < estimate.version) throw new DomainError("estimate_superseded", { by: estimate.version });
  return estimate;
}

function estimateHolds({ validUntil, version }: SentEstimate, at: string): void {
  if (Date.parse(at) >= Date.parse(validUntil)) {
    throw new DomainError("estimate_expired", { version, validUntil });
  }
}

function sameIds(ids: readonly string[], wanted: ReadonlySet<string>): boolean {
  return ids.length === wanted.size && ids.every((id) => wanted.has(id));
}

/** Nobody waits for an answer to nothing, and nothing is approved but by an answer. */
export function estimateIsAsTheMoveNeeds(
  needed: EstimateCondition | undefined,
  estimate: SentEstimate | null,
): void {
  if (needed === undefined) return;
  if (estimate === null) throw new DomainError("estimate_missing");
  const { answer } = estimate;
  if (needed === "open" && answer !== null) throw new DomainError("estimate_missing");
  if (needed === "accepted" && !answer?.accepted.length) throw new DomainError("estimate_not_answered");
  if (needed === "declined" && answer?.accepted.length !== 0) throw new DomainError("estimate_not_answered");
}

export type EstimateState = "open" | "expired" | "superseded" | "answered" | "over";

/** How a version stands now; `over`: its order went another way before anybody answered. */
export function estimateState(
  version: { supersededAt: Date | null; answeredAt: Date | null; validUntil: Date },
  orderStatus: string,
  now: Date,
): EstimateState {
  if (version.answeredAt !== null) return "answered";
  if (version.supersededAt !== null) return "superseded";
  if (orderStatus !== "awaiting_approval") return "over";
  return now >= version.validUntil ? "expired" : "open";
}
