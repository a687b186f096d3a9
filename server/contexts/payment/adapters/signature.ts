import { createHmac, timingSafeEqual } from "node:crypto";

/** How old a signed message may be: a captured one can't be replayed later than that. */
const replayWindowSeconds = 300;

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`: the scheme that Stripe signs its webhooks with. */
export function sign(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${digest(`${seconds}.${body}`, secret).toString("hex")}`;
}

/** Whether a message is signed with the secret, within the replay window on either side. */
export function isSigned(body: string, header: string, secret: string, now: Date): boolean {
  const parts = header.split(",").map((part) => part.trim().split("="));
  const seconds = Number(parts.find(([name]) => name === "t")?.[1]);
  if (!Number.isSafeInteger(seconds)) return false;
  if (Math.abs(now.getTime() / 1000 - seconds) > replayWindowSeconds) return false;
  const wanted = digest(`${seconds}.${body}`, secret);
  return parts.some(([name, value]) => {
    const given = name === "v1" ? Buffer.from(value ?? "", "hex") : Buffer.alloc(0);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

function digest(text: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(text).digest();
}
