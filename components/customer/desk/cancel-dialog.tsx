"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DepositIfCancelled } from "@/components/customer/desk/deposit-and-part";
import type { Order } from "@/components/customer/desk/types";
import type { useOrderChange } from "@/components/customer/desk/use-order-change";
import { problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioCards } from "@/components/ui/radio-cards";

export interface OrderDialogProps {
  open: boolean;
  onClose: () => void;
  order: Order;
  change: ReturnType<typeof useOrderChange>;
}

const reasons = ["by_customer", "by_centre"] as const;

/** The one step that asks first: it frees the slot, mails the customer and cannot be undone. */
export function CancelDialog({ open, onClose, order, change }: OrderDialogProps) {
  const t = useTranslations("desk.cancelling");
  const client = useTRPCClient();
  const [reason, setReason] = useState<(typeof reasons)[number]>("by_customer");
  const [busy, setBusy] = useState(false);

  async function cancel() {
    setBusy(true);
    const { id, version } = order;
    try {
      await client.customer.workOrders.cancel.mutate({ id, expectedVersion: version, reason });
      change.readAgain();
    } catch (refusal) {
      change.refused(problemOf(refusal));
    } finally {
      setBusy(false);
      onClose();
    }
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
          <Button look="stop" busy={busy} onClick={cancel}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <DepositIfCancelled deposit={order.deposit} />
      <RadioCards
        legend={t("why")}
        layout="grid"
        value={reason}
        onChange={setReason}
        cards={reasons.map((value) => ({ value, title: t(value) }))}
      />
    </Dialog>
  );
}
