/** The mark: a repair tag, its hole a via, and the trace that leaves it. */
export function Mark({ className = "size-8" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={className} fill="none">
      <path
        d="M6 2h15l9 9v15a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4v-5.5a4.5 4.5 0 0 0 0-9V6a4 4 0 0 1 4-4Z"
        fill="var(--signal)"
      />
      <path d="M13 13h4l6.5 6.5V30" stroke="var(--on-signal)" strokeWidth="2.5" />
      <circle cx="12" cy="13" r="3.6" stroke="var(--on-signal)" strokeWidth="2.8" />
    </svg>
  );
}
