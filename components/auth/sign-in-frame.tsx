import type { ReactNode } from "react";

interface SignInFrameProps {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  /** The other way in, below. */
  other?: ReactNode;
}

/** One narrow column: what this is, then the one thing to do. */
export function SignInFrame({ title, text, children, other }: SignInFrameProps) {
  return (
    <div className="mx-auto w-full max-w-md">
      <h1 className="text-3xl">{title}</h1>
      {text ? <p className="mt-3 text-muted">{text}</p> : null}
      <div className="mt-6 rounded-ticket border border-edge bg-raised p-5 sm:p-7">{children}</div>
      {other ? <p className="mt-5 text-sm">{other}</p> : null}
    </div>
  );
}

export function SideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-control items-center text-ink underline underline-offset-4 hover:text-signal"
    >
      {children}
    </a>
  );
}
