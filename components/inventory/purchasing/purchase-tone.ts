import type { StatusTone } from "@/components/ui/status";
import type { PurchaseRow } from "./types";

const tones = {
  draft: "idle",
  sent: "active",
  partly_received: "waiting",
  complete: "done",
  closed_short: "stop",
  cancelled: "idle",
} as const satisfies Record<PurchaseRow["status"], StatusTone>;

export function purchaseTone(status: PurchaseRow["status"]): StatusTone {
  return tones[status];
}
