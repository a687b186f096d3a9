"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

interface PanelFrameProps {
  title: string;
  /** Another key is another thing shown: its heading takes the focus when somebody chose it. */
  shown: string;
  takesFocus: RefObject<boolean>;
  onClose: () => void;
  /** What is being drawn is not lost by a key. */
  keepOnEscape?: boolean;
  children: ReactNode;
}

/** What was chosen, beside the map. Escape closes it. */
export function PanelFrame({ title, shown, takesFocus, onClose, keepOnEscape, children }: PanelFrameProps) {
  const t = useTranslations("manage.panel");
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each thing shown takes the focus once
  useEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    heading.current?.focus();
  }, [shown]);
  return (
    <section
      aria-label={t("label")}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented && !keepOnEscape) onClose();
      }}
      className="flex min-h-0 min-w-0 flex-col border-edge border-y bg-paper max-lg:order-3 lg:border-y-0 lg:border-l"
    >
      <div className="flex items-start gap-2 border-line border-b px-3 py-2">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 flex-1 py-1 text-lg">
          {title}
        </h2>
        <Button
          look="quiet"
          square
          aria-label={t("back")}
          onClick={onClose}
          icon={<X aria-hidden="true" strokeWidth={1.75} className="size-5" />}
        />
      </div>
      <div className="grid min-h-0 content-start gap-4 overflow-y-auto px-3 py-3">{children}</div>
    </section>
  );
}
