import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface TicketProps {
  /** `MC-XXXX-XX`; left out while the ticket is still being filled. */
  reference?: string;
  /** Names the ticket for screen readers and, without a reference, stands in its place. */
  title: string;
  status?: ReactNode;
  /** The largest words of the ticket: a promised date, with what it means above and the exact time below. */
  promise?: { label: ReactNode; text: ReactNode; detail?: ReactNode };
  /** A QR code beside the promise. */
  qr?: ReactNode;
  /** TicketParts, each torn off below the one before. */
  children?: ReactNode;
  className?: string;
}

/** A booking or a work order wherever it stands: a repair tag with its hole, bites and mono reference. */
export function Ticket({ reference, title, status, promise, qr, children, className }: TicketProps) {
  return (
    <article aria-label={title} className={cx("w-full min-w-0", className)}>
      <div className="ticket-part p-5 staff:p-3">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <TagHole />
          <p className="whitespace-nowrap font-medium font-mono tracking-wide" translate="no">
            {reference ?? <span className="whitespace-normal font-sans text-muted">{title}</span>}
          </p>
          <span aria-hidden="true" className="h-px min-w-4 flex-1 bg-edge" />
          {status}
        </div>
        {promise || qr ? (
          <div className="mt-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 staff:mt-2">
            {promise ? (
              <div className="min-w-0 flex-[1_1_14rem]">
                <p className="text-muted text-sm">{promise.label}</p>
                <p className="font-[680] font-display text-[clamp(1.7rem,1.2rem+2.6vw,2.7rem)] text-balance leading-[1.02] tracking-tight staff:text-xl">
                  {promise.text}
                </p>
                {promise.detail ? <p className="mt-1.5 text-muted text-sm">{promise.detail}</p> : null}
              </div>
            ) : null}
            {qr}
          </div>
        ) : null}
      </div>
      {children}
    </article>
  );
}

export function TicketPart({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cx("ticket-part p-5 staff:p-3", className)}>
      <span aria-hidden="true" className="ticket-perforation" />
      {children}
    </div>
  );
}

export interface TicketRow {
  label: ReactNode;
  /** Left empty while the answer is still to come: the row then shows a dotted line. */
  value?: ReactNode;
  /** A Change link, or whatever belongs to this row. */
  action?: ReactNode;
  mono?: boolean;
}

interface TicketRowsProps {
  rows: TicketRow[];
  /** On a phone, values that may be long stand below their labels. */
  stacksOnPhone?: boolean;
}

export function TicketRows({ rows, stacksOnPhone }: TicketRowsProps) {
  return (
    <dl className="grid grid-cols-[fit-content(9rem)_minmax(0,1fr)_auto] gap-x-4 gap-y-2.5 staff:gap-y-1">
      {rows.map((row, index) => (
        <div
          // Rows have no other name, and their order is fixed.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          className="col-span-3 grid grid-cols-subgrid items-baseline"
        >
          <dt className={cx("text-muted text-sm", stacksOnPhone && "max-sm:col-span-2")}>{row.label}</dt>
          <dd
            className={cx(
              "min-w-0 break-words",
              row.mono && "font-mono",
              stacksOnPhone && "max-sm:col-span-3 max-sm:row-start-2",
            )}
          >
            {row.value ?? (
              <span aria-hidden="true" className="block border-line border-b-2 border-dotted pt-[1lh]" />
            )}
          </dd>
          {row.action ? <dd className="col-start-3 row-start-1 text-sm">{row.action}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

/** The reinforced hole of a repair tag, which is also a via. */
function TagHole() {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 shrink-0 staff:size-4">
      <circle cx="10" cy="10" r="6.5" fill="var(--paper)" stroke="var(--signal)" strokeWidth="5" />
    </svg>
  );
}
