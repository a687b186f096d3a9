"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useRef } from "react";
import type { OrderDialogProps } from "@/components/customer/desk/cancel-dialog";
import { type PayBy, useHandOver } from "@/components/customer/desk/use-hand-over";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { money, moneyRange } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { TicketRows } from "@/components/ui/ticket";

/** Gives the device back against its payment: what it costs, what was paid, what is due and how. Enter hands over. */
export function HandOverDialog({ open, onClose, order, change }: OrderDialogProps) {
  const t = useTranslations("desk.handingOver");
  const locale = useLocale();
  const formId = useId();
  const priceRef = useRef<HTMLInputElement>(null);
  const till = useHandOver({ order, change, onClose });
  const { dueMinor } = till;
  const { currency } = order.estimate.low;
  const ways: PayBy[] = ["cash", "card_terminal", ...(order.mayLeaveUnpaid ? (["unpaid"] as const) : [])];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!till.busy) till.handOver();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      initialFocus={priceRef}
      title={t("title", { device: order.device.name })}
      description={t("text", { reference: order.reference, name: order.contact.name })}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t("keep")}
          </Button>
          <Button type="submit" form={formId} busy={till.busy}>
            {dueMinor && till.payBy !== "unpaid"
              ? t("confirmPaid", { amount: money({ amountMinor: dueMinor, currency }, locale) })
              : t("confirm")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-4">
        <Field
          label={t("price", { currency })}
          hint={
            order.agreed
              ? t("priceAgreed", { amount: money(order.agreed, locale) })
              : t("priceHint", { estimate: moneyRange(order.estimate.low, order.estimate.high, locale) })
          }
          error={till.priceError}
        >
          {(control) => (
            <Input
              {...control}
              ref={priceRef}
              mono
              inputMode="decimal"
              autoComplete="off"
              value={till.price}
              onChange={(event) => till.setPrice(event.target.value)}
            />
          )}
        </Field>
        <div aria-live="polite">
          <TicketRows
            rows={[
              { label: t("paid"), value: order.held ? money(order.held, locale) : t("unknown"), mono: true },
              {
                label: t("due"),
                value: dueMinor === null ? t("unknown") : money({ amountMinor: dueMinor, currency }, locale),
                mono: true,
              },
            ]}
          />
        </div>
        {dueMinor === 0 ? null : (
          <RadioCards
            legend={t("how")}
            value={till.payBy}
            onChange={till.setPayBy}
            error={till.payByError}
            cards={ways.map((value) => ({ value, title: t(`way.${value}`), text: t(`wayText.${value}`) }))}
          />
        )}
        <div role="alert">
          <FieldError id={`${formId}-problem`}>{till.problem}</FieldError>
        </div>
      </form>
    </Dialog>
  );
}
