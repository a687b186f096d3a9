import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";
import { sign } from "../signature";
import { sandboxSecret } from "./secret";

/** Posts a webhook to our own door after a while, signed as a provider's would be. */
export function deliver(body: string, afterMillis: number): void {
  const send = () =>
    fetch(`${portal()}/api/webhooks/sandbox`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-signature": sign(body, sandboxSecret(), new Date()),
      },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch((error: unknown) => logger.warn({ err: error }, "the sandbox's webhook was not taken"));
  setTimeout(send, afterMillis).unref();
}

/** Payment alone has no door for webhooks: the portal's is where a provider's would come in. */
function portal(): string {
  const { service, port, publicUrl } = env();
  return service === undefined ? `http://127.0.0.1:${port}` : publicUrl;
}
