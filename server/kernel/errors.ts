/**
 * Every refusal a verb can give. The code is stable and public; the protocol's status is chosen by the door
 * (server/platform/error-mapping.ts), the words by the person's language (messages/<locale>/errors.json).
 */
export const errorCodes = [
  "invalid_input",
  "not_signed_in",
  "not_allowed",
  "not_found",
  "conflict",
  "rate_limited",
  "unavailable",
  "internal",
  "coordinates_out_of_range",
  "coordinates_outside_network",
  "unknown_service_center",
  "unknown_device",
  "unknown_fault",
  "fault_not_for_device",
  "method_not_offered",
  "price_unknown",
  "date_in_past",
  "date_too_far",
  "slot_taken",
  "slot_not_offered",
  "too_many_holds",
  "hold_expired",
  "hold_not_found",
  "hold_extended_enough",
  "address_required",
  "idempotency_key_required",
  "idempotency_key_reused",
  "command_in_progress",
  "link_invalid",
  "link_expired",
  "link_used",
  "wrong_credentials",
  "transition_not_allowed",
  "deadline_passed",
  "order_being_rescheduled",
  "condition_photos_missing",
  "version_conflict",
  "stock_not_available",
  "order_taken_back",
  "count_outdated",
  "count_takes_reserved",
  "count_incomplete",
  "count_too_large",
  "count_moved_on",
  "count_line_taken",
  "part_being_counted",
  "purchase_moved_on",
  "purchase_changed",
  "purchase_empty",
  "over_receipt",
  "not_on_order",
  "part_not_offered",
  "payment_due",
  "price_not_allowed",
  "estimate_line_invalid",
  "estimate_incomplete",
  "estimate_missing",
  "estimate_not_answered",
  "estimate_superseded",
  "estimate_expired",
  "estimate_answered",
  "area_invalid",
  "area_outside_country",
  "file_too_large",
  "file_type_not_allowed",
  "text_too_long",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A refusal with a stable code. `details` go to the caller: facts only, no personal data, no internals. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

/** Refusals that may go away by themselves: never stored as the answer to an idempotency key. */
const transient: ReadonlySet<ErrorCode> = new Set([
  "unavailable",
  "internal",
  "rate_limited",
  "command_in_progress",
  "version_conflict",
]);

export function isTransient(code: ErrorCode): boolean {
  return transient.has(code);
}
