/** Where to go after signing in: a path of ours, or undefined. Anything that could lead to another host is none. */
export function safeReturnPath(given: unknown): string | undefined {
  if (typeof given !== "string" || given.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given))
    return undefined;
  if (given.includes("\\")) return undefined;
  const base = "http://here.invalid";
  const url = new URL(given, base);
  return url.origin === base ? `${url.pathname}${url.search}` : undefined;
}

/** The sign-in page for staff or customers, with the way back. */
export function signInPath(kind: "staff" | "customer", locale: string, returnTo: string): string {
  const page = kind === "staff" ? `/${locale}/sign-in/staff` : `/${locale}/sign-in`;
  const safe = safeReturnPath(returnTo);
  return safe === undefined ? page : `${page}?${new URLSearchParams({ next: safe })}`;
}
