import type { StatusTone } from "@/components/ui/status";
import type { Count } from "./types";

export function countTone(status: Count["status"]): StatusTone {
  switch (status) {
    case "open":
      return "active";
    case "finished":
      return "waiting";
    case "approved":
      return "done";
    case "given_up":
      return "idle";
  }
}
