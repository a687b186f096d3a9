import type { StatusTone } from "@/components/ui/status";

const tones: Record<string, StatusTone> = {
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
};

/** The shape and colour of an order's state; the word stands beside it. */
export function statusTone(status: string): StatusTone {
  return tones[status] ?? "idle";
}
