"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { LetterFact } from "@/server/platform/operations/overview";

const shortestReason = 3;

interface DropDialogProps {
  letter: LetterFact;
  busy: boolean;
  onClose: () => void;
  onDrop: (reason: string) => void;
}

/** Asks first, because the event is lost to its consumer, and wants the reason that stays with it. */
export function DropDialog({ letter, busy, onClose, onDrop }: DropDialogProps) {
  const t = useTranslations("operations.letters");
  const [reason, setReason] = useState("");
  const [tooShort, setTooShort] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  function confirm() {
    const said = reason.trim().length >= shortestReason;
    setTooShort(!said);
    if (said) onDrop(reason.trim());
    else field.current?.focus();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("dropTitle")}
      description={t("dropText", { consumer: letter.consumer, type: letter.type })}
      initialFocus={field}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t("keep")}
          </Button>
          <Button look="stop" busy={busy} onClick={confirm}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <Field label={t("reason")} hint={t("reasonHint")} error={tooShort ? t("reasonShort") : undefined}>
        {(control) => (
          <Textarea
            {...control}
            ref={field}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
