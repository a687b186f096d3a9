/**
 * Whether a browser says that another site made this request. Session cookies are SameSite=Lax and bodies are JSON,
 * so this is the second lock, not the first; scripts send no Sec-Fetch-Site and carry no cookies worth stealing.
 */
export function isFromAnotherSite(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  return site === "cross-site" || site === "same-site";
}
