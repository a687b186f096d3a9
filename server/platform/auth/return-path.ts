/** Where to go after signing in: a path of ours, or undefined. Anything that could lead to another host is none. */
export function safeReturnPath(given: unknown): string | undefined {
  if (typeof given !== "string" || given.length > 500 || !isPlainPath(given)) return undefined;
  const url = new URL(given, base);
  // Dots that climb are resolved by now: `/..//host` would otherwise come out as another host's address.
  return url.origin === base && isPlainPath(url.pathname) ? `${url.pathname}${url.search}` : undefined;
}

const base = "http://here.invalid";

function isPlainPath(path: string): boolean {
  return /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(path);
}

/** The sign-in page for staff or customers, with the way back. */
export function signInPath(kind: "staff" | "customer", locale: string, returnTo: string): string {
  const page = kind === "staff" ? `/${locale}/sign-in/staff` : `/${locale}/sign-in`;
  const safe = safeReturnPath(returnTo);
  return safe === undefined ? page : `${page}?${new URLSearchParams({ next: safe })}`;
}
