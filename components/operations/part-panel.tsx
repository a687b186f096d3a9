"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import type { Overview } from "@/server/platform/operations/overview";
import { PanelBody } from "./panel-body";
import type { Part } from "./parts";
import { usePartText } from "./use-part-text";

interface PartPanelProps {
  id: string;
  part: Part | undefined;
  overview: Overview;
  takesFocus: RefObject<boolean>;
  onClose: () => void;
  onChanged: () => void;
}

/** One part in full, beside the board. Escape closes it; its heading takes the focus when somebody opened it. */
export function PartPanel({ id, part, overview, takesFocus, onClose, onChanged }: PartPanelProps) {
  const t = useTranslations("operations");
  const textOf = usePartText();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each part that was opened takes the focus once
  useEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    heading.current?.focus();
  }, [id]);
  const text = part && textOf(part);
  return (
    <section
      aria-label={t("panel.label")}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
      className="min-w-0 border-edge bg-paper max-lg:order-first max-lg:border-b lg:sticky lg:top-11 lg:max-h-[calc(100dvh-2.75rem)] lg:overflow-y-auto lg:border-l"
    >
      <div className="flex items-start gap-2 border-line border-b px-3 py-2">
        <h2 ref={heading} tabIndex={-1} className="min-w-0 flex-1 break-words py-1 text-lg">
          {text ? `${text.owner}: ${text.name}` : t("panel.label")}
        </h2>
        <Button
          look="quiet"
          square
          aria-label={t("panel.close")}
          onClick={onClose}
          icon={<X aria-hidden="true" strokeWidth={1.75} className="size-5" />}
        />
      </div>
      <div className="grid min-w-0 content-start gap-4 px-3 py-3">
        {part && text ? (
          <>
            <Status tone={part.tone} className="whitespace-normal!">
              {t(`states.${part.tone}`)}: {text.value}
            </Status>
            <PanelBody part={part} overview={overview} onChanged={onChanged} />
          </>
        ) : (
          <p className="text-muted">{t("panel.nothing")}</p>
        )}
      </div>
    </section>
  );
}
