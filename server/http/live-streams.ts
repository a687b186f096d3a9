import type { ServerResponse } from "node:http";
import { onShutdown } from "@/server/platform/shutdown";

const open = new Set<ServerResponse>();

export function trackResponse(response: ServerResponse): void {
  open.add(response);
  response.once("close", () => open.delete(response));
}

/** A live stream never ends by itself and would hold up the stop; the browser comes back to the next server. */
function endLiveStreams(): void {
  for (const response of open) {
    if (String(response.getHeader("content-type") ?? "").startsWith("text/event-stream")) response.destroy();
  }
}

onShutdown("drain", endLiveStreams);
