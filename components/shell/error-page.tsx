"use client";

import { Failure } from "@/components/shell/failure";

interface ErrorPageProps {
  error: Error & { digest?: string };
  /** Asks the server for the page again; Next's `reset` would draw the same failure anew. */
  retry: () => void;
}

/** The body of an error.tsx inside the site's frame: the frame stays, the page can be tried again. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  return <Failure digest={error.digest} onRetry={retry} />;
}

/** The same where no frame stands around it. */
export function BareErrorPage(props: ErrorPageProps) {
  return (
    <main className="m-auto">
      <ErrorPage {...props} />
    </main>
  );
}
