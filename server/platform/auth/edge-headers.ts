/** Request headers that the edge sets for pages. Our server drops them from what a caller sends. */
export const nonceHeader = "x-nonce";
/** The path and query of the page asked for, to come back to after signing in. */
export const pathHeader = "x-mc-path";
/** Which cache rule holds for a public lookup (server/platform/edge/lookups.ts). */
export const cacheRuleHeader = "x-mc-cache";
