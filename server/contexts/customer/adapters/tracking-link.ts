import { linkToken } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { supportedLocale } from "@/server/platform/translate";

/** The secret of an order's tracking link: derived, so that it can be given again without being kept. */
export function trackingToken(workOrderId: string, linkVersion: number): string {
  return linkToken("tracking", `${workOrderId}:${linkVersion}`);
}

export function trackingUrl(token: string, locale: string): string {
  return `${env().publicUrl}/${supportedLocale(locale)}/track/${token}`;
}

/** Where one version of the estimate is read, answered and printed: the same link, bound to the version. */
export function estimateUrl(token: string, locale: string, version: number): string {
  return `${trackingUrl(token, locale)}/estimate/${version}`;
}
