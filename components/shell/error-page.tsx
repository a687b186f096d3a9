"use client";

import { Failure } from "@/components/shell/failure";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The body of an error.tsx inside the site's frame: the frame stays, the page can be tried again. */
export function ErrorPage({ error, reset }: ErrorPageProps) {
  return <Failure digest={error.digest} onRetry={reset} />;
}

/** The same where no frame stands around it. */
export function BareErrorPage(props: ErrorPageProps) {
  return (
    <main className="m-auto">
      <ErrorPage {...props} />
    </main>
  );
}
