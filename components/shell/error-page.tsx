"use client";

import { Failure } from "@/components/shell/failure";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The body of every error.tsx: the frame around it stays, the page can be tried again. */
export function ErrorPage({ error, reset }: ErrorPageProps) {
  return <Failure digest={error.digest} onRetry={reset} />;
}
