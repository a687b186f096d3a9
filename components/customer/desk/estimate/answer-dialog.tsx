"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { OrderDialogProps } from "@/components/customer/desk/cancel-dialog";
import type { SentVersion } from "@/components/customer/desk/estimate/use-estimates";
import { problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { money } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { showToast } from "@/components/ui/toast";

const ways = ["phone", "in_person"] as const;

interface AnswerDialogProps extends Omit<OrderDialogProps, "open"> {
  version: SentVersion;
  /** What stands in the boxes at first. */
  accepts: boolean;
}

/** Writes down what the customer said to each line, on the phone or at the counter, and who said it. */
export function AnswerDialog({ order, change, onClose, version, accepts }: AnswerDialogProps) {
  const t = useTranslations("desk.estimate");
  const locale = useLocale();
  const client = useTRPCClient();
  const formId = useId();
  const { currency } = order.estimate.low;
  const [wanted, setWanted] = useState<ReadonlySet<string>>(
    () => new Set(accepts ? version.lines.map(({ id }) => id) : []),
  );
  const [name, setName] = useState(order.contact.name);
  const [way, setWay] = useState<(typeof ways)[number]>("phone");
  const [nameMissing, setNameMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const accepted = version.lines.filter(({ id }) => wanted.has(id));
  const sum = accepted.reduce((total, line) => total + line.total.amountMinor, 0);

  function toggle(id: string, isWanted: boolean) {
    setWanted((before) => new Set([...before].filter((each) => each !== id).concat(isWanted ? [id] : [])));
  }

  async function record(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (name.trim() === "") return setNameMissing(true);
    setBusy(true);
    try {
      await client.customer.estimates.recordAnswer.mutate({
        id: order.id,
        expectedVersion: order.version,
        estimateVersion: version.version,
        accepted: accepted.map(({ id }) => id),
        name,
        way,
      });
      showToast({ title: t("recorded", { reference: order.reference }) });
      change.readAgain();
    } catch (error) {
      change.refused(problemOf(error));
    }
    setBusy(false);
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("answerTitle", { reference: order.reference })}
      description={t("answerText", { version: version.version })}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t("notNow")}
          </Button>
          <Button
            type="submit"
            form={formId}
            busy={busy}
            look={sum === 0 && accepted.length === 0 ? "stop" : "primary"}
          >
            {accepted.length === 0
              ? t("recordDeclined")
              : t("record", { amount: money({ amountMinor: sum, currency }, locale) })}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={record} noValidate className="grid gap-4">
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-semibold">{t("accepted")}</legend>
          {version.lines.map(({ id, text, quantity, total }) => (
            <Checkbox
              key={id}
              checked={wanted.has(id)}
              onChange={(event) => toggle(id, event.target.checked)}
              label={
                <span className="flex justify-between gap-3">
                  <span dir="auto" className="min-w-0 break-words">
                    {text} × {quantity}
                  </span>
                  <span className="font-mono tabular-nums">{money(total, locale)}</span>
                </span>
              }
            />
          ))}
        </fieldset>
        <Field label={t("who")} error={nameMissing && name.trim() === "" ? t("whoMissing") : undefined}>
          {(control) => (
            <Input
              {...control}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <RadioCards
          legend={t("how")}
          layout="grid"
          value={way}
          onChange={setWay}
          cards={ways.map((value) => ({ value, title: t(`way.${value}`) }))}
        />
      </form>
    </Dialog>
  );
}
