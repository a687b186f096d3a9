"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { OrderDialogProps } from "@/components/customer/desk/cancel-dialog";
import { useDesk } from "@/components/customer/desk/desk-state";
import { instantAt, wallClock } from "@/components/customer/desk/wall-clock";
import { problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { zoneName } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { useRelativeDay } from "@/components/ui/relative-day";
import { showToast } from "@/components/ui/toast";

const reasons = ["parts_late", "more_work", "centre_busy", "sooner"] as const;

/** Promises another moment, by the clock of the centre, with its reason. */
export function PromiseDialog({ open, onClose, order, change }: OrderDialogProps) {
  const t = useTranslations("desk.promising");
  const locale = useLocale();
  const client = useTRPCClient();
  const relativeDay = useRelativeDay();
  const { now } = useDesk();
  const { timeZone } = order.center;
  const [typed, setTyped] = useState<{ date: string; time: string } | null>(null);
  const [reason, setReason] = useState<(typeof reasons)[number]>("parts_late");
  const [invalid, setInvalid] = useState(false);
  const [busy, setBusy] = useState(false);
  const shown = typed ?? wallClock(order.promisedBy, timeZone);

  function type(part: Partial<typeof shown>) {
    setInvalid(false);
    setTyped({ ...shown, ...part });
  }

  async function promise() {
    const at = instantAt(shown.date, shown.time, timeZone);
    if (at === null || at <= now) return setInvalid(true);
    const promisedBy = new Date(at).toISOString();
    setBusy(true);
    try {
      const { id, version } = order;
      await client.customer.workOrders.changePromise.mutate({
        id,
        expectedVersion: version,
        promisedBy,
        reason,
      });
      showToast({ title: t("done", { when: relativeDay(promisedBy, timeZone) }) });
      change.readAgain();
    } catch (refusal) {
      change.refused(problemOf(refusal));
    }
    setBusy(false);
    setTyped(null);
    onClose();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={t("title", { reference: order.reference })}
      description={t("text", { name: order.contact.name })}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t("keep")}
          </Button>
          <Button busy={busy} onClick={promise}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("day")}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={shown.date}
                aria-invalid={invalid || undefined}
                onChange={(event) => type({ date: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("time", { zone: zoneName(timeZone, locale) })}>
            {(control) => (
              <Input
                {...control}
                type="time"
                value={shown.time}
                aria-invalid={invalid || undefined}
                onChange={(event) => type({ time: event.target.value })}
              />
            )}
          </Field>
        </div>
        <FieldError id="promise-invalid">{invalid ? t("invalid") : null}</FieldError>
        <RadioCards
          legend={t("why")}
          layout="grid"
          value={reason}
          onChange={setReason}
          cards={reasons.map((value) => ({ value, title: t(`reason.${value}`) }))}
        />
      </div>
    </Dialog>
  );
}
