import { seal, unseal, unwrapKey } from "@/server/platform/crypto";

/** Encrypts what a customer or staff wrote with the customer's own key, so that erasing the key erases it. */
export function sealText(dataKey: Uint8Array, text: string): Uint8Array {
  return seal(unwrapKey(dataKey), text);
}

export function openText(dataKey: Uint8Array, sealed: Uint8Array): string {
  return unseal(unwrapKey(dataKey), sealed).toString("utf8");
}
