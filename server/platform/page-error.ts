import { refusalOf } from "./trpc";

/**
 * What the error page may know of a failed page. Next sends nothing of a server error to the browser but its
 * `digest`, and keeps one that is already there: ours is `<code>.<correlation id>` (components/shell/failure.tsx).
 */
export function markForPage(error: unknown, correlationId: string): unknown {
  if (error instanceof Error && !("digest" in error)) {
    Object.assign(error, { digest: `${refusalOf(error).code}.${correlationId}` });
  }
  return error;
}
