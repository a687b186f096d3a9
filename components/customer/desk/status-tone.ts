import type { OrderStatus } from "@/components/customer/desk/types";
import type { StatusTone } from "@/components/ui/status";

const tones = {
  booked: "idle",
  received: "active",
  diagnosing: "active",
  awaiting_approval: "waiting",
  approved: "active",
  awaiting_parts: "waiting",
  repairing: "active",
  quality_check: "active",
  ready: "done",
  handed_over: "done",
  closed: "done",
  cancelled: "stop",
  abandoned: "stop",
  unrepairable: "stop",
} as const satisfies Record<OrderStatus, StatusTone>;

/** Shape and colour of a status, the same wherever it stands. */
export function statusTone(status: OrderStatus): StatusTone {
  return tones[status];
}
