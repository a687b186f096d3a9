import { refusalOf } from "./trpc";

/**
 * What the error page may know of a failed page. Next sends nothing of a server error to the browser but its
 * `digest`, and keeps one that is already there: ours is `<code>.<correlation id>`, and the code of a context that
 * is away names it, `unavailable:location` (components/shell/failure.tsx).
 */
export function markForPage(error: unknown, correlationId: string): unknown {
  if (error instanceof Error && !("digest" in error)) {
    const { code, details } = refusalOf(error);
    const name = typeof details.context === "string" ? `${code}:${details.context}` : code;
    Object.assign(error, { digest: `${name}.${correlationId}` });
  }
  return error;
}
