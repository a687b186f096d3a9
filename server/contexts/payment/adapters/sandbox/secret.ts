import { purposeKey } from "@/server/platform/crypto";

/** What the sandbox signs its webhooks with: a key of this installation, derived, nothing to set. */
export function sandboxSecret(): string {
  return purposeKey("sandbox-webhooks").export().toString("hex");
}
