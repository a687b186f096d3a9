import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";
import { sign } from "../signature";
import { sandboxSecret } from "./secret";

/** Posts a webhook to our own door after a while, signed as a provider's would be. */
export function deliver(body: string, afterMillis: number): void {
  const send = () =>
    fetch(`http://127.0.0.1:${env().port}/api/webhooks/sandbox`, {
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
