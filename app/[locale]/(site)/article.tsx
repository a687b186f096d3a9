import type { ReactNode } from "react";

/** A page to read: one column, headings that divide it. */
export function Article({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  return (
    <article className="max-w-text">
      <h1 className="text-4xl">{title}</h1>
      {intro ? <p className="mt-3 text-lg text-muted">{intro}</p> : null}
      <div className="mt-8 grid gap-7">{children}</div>
    </article>
  );
}

export function ArticlePart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}

/** Where people write to us; `.example` never belongs to anyone (RFC 2606). */
export const contactAddress = "hello@mycomputer.example";

export function MailLink({ children }: { children: ReactNode }) {
  return (
    <a href={`mailto:${contactAddress}`} className="text-ink underline underline-offset-3">
      {children}
    </a>
  );
}
