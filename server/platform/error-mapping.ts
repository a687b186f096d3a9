import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/unstable-core-do-not-import";
import type { ErrorCode } from "@/server/kernel/errors";

/** The one place where refusals meet protocols: code → tRPC's code; tRPC and REST agree on the HTTP status. */
const table = {
  invalid_input: "BAD_REQUEST",
  not_signed_in: "UNAUTHORIZED",
  not_allowed: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  rate_limited: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
  coordinates_out_of_range: "BAD_REQUEST",
  coordinates_outside_network: "UNPROCESSABLE_CONTENT",
  unknown_service_center: "NOT_FOUND",
  unknown_device: "NOT_FOUND",
  unknown_fault: "NOT_FOUND",
  fault_not_for_device: "UNPROCESSABLE_CONTENT",
  method_not_offered: "UNPROCESSABLE_CONTENT",
  price_unknown: "UNPROCESSABLE_CONTENT",
  date_in_past: "UNPROCESSABLE_CONTENT",
  date_too_far: "UNPROCESSABLE_CONTENT",
  slot_taken: "CONFLICT",
  slot_not_offered: "UNPROCESSABLE_CONTENT",
  too_many_holds: "TOO_MANY_REQUESTS",
  hold_expired: "CONFLICT",
  hold_not_found: "NOT_FOUND",
  hold_extended_enough: "CONFLICT",
  address_required: "UNPROCESSABLE_CONTENT",
  idempotency_key_required: "BAD_REQUEST",
  idempotency_key_reused: "UNPROCESSABLE_CONTENT",
  command_in_progress: "CONFLICT",
  link_invalid: "NOT_FOUND",
  link_expired: "NOT_FOUND",
  link_used: "CONFLICT",
  wrong_credentials: "UNAUTHORIZED",
  transition_not_allowed: "CONFLICT",
  deadline_passed: "CONFLICT",
  condition_photos_missing: "CONFLICT",
  version_conflict: "CONFLICT",
  stock_not_available: "CONFLICT",
  payment_due: "CONFLICT",
  price_not_allowed: "UNPROCESSABLE_CONTENT",
  area_invalid: "UNPROCESSABLE_CONTENT",
  area_outside_country: "UNPROCESSABLE_CONTENT",
  file_too_large: "PAYLOAD_TOO_LARGE",
  file_type_not_allowed: "UNSUPPORTED_MEDIA_TYPE",
  text_too_long: "UNPROCESSABLE_CONTENT",
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>;

export function trpcCodeOf(code: ErrorCode): TRPC_ERROR_CODE_KEY {
  return table[code];
}
