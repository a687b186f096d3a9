import { type ReactNode, useId } from "react";

/** A part of an order under its heading. */
export function Section({
  title,
  end,
  children,
}: {
  title: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-1.5">
      <div className="flex items-baseline justify-between gap-3 border-line border-b pb-1">
        <h3 id={id} className="text-base">
          {title}
        </h3>
        {end}
      </div>
      {children}
    </section>
  );
}
