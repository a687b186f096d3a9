"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, set at the end; the body scrolls above them. */
  footer?: ReactNode;
  /** What gets the focus when it opens; else the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Where it stands: in the middle, wide in the middle, or along the right edge over the whole height. */
  place?: "middle" | "wide" | "side";
}

const places = {
  middle:
    "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-ticket sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[min(30rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-ticket data-starting-style:translate-y-4 sm:data-starting-style:-translate-y-[calc(50%-0.5rem)]",
  wide: "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-ticket sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[min(56rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-ticket data-starting-style:translate-y-4 sm:data-starting-style:-translate-y-[calc(50%-0.5rem)]",
  side: "inset-y-0 right-0 w-[min(30rem,100vw)] border-y-0 border-r-0 data-starting-style:translate-x-6 data-ending-style:translate-x-6",
};

/** A dialog or, with `place="side"`, a drawer. Focus, Escape and the page behind are Base UI's care. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, initialFocus, place = "middle" } = props;
  const t = useTranslations("kit");
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-shade/45 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          className={cx(
            "fixed z-50 flex flex-col overflow-hidden border border-edge bg-raised shadow-float outline-none",
            "transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:opacity-0",
            places[place],
          )}
        >
          <div className="flex items-start gap-4 border-line border-b px-5 py-4 staff:px-4 staff:py-2.5">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-xl">{title}</Base.Title>
              {description ? (
                <Base.Description className="mt-1 text-muted">{description}</Base.Description>
              ) : null}
            </div>
            <Base.Close
              aria-label={t("close")}
              className={cx(buttonClass({ look: "quiet", square: true }), "-my-1 -mr-2")}
            >
              <X aria-hidden="true" strokeWidth={1.75} className="size-5" />
            </Base.Close>
          </div>
          {children ? (
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4 staff:px-4 staff:py-3">
              {children}
            </div>
          ) : null}
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t bg-paper px-5 py-3 staff:px-4">
              {footer}
            </div>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
