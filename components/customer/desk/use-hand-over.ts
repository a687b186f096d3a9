"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { amountFrom, typedAmount } from "@/components/customer/desk/amount";
import type { OrderDialogProps } from "@/components/customer/desk/cancel-dialog";
import { problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";
import { showToast } from "@/components/ui/toast";
import { useProblemText } from "@/components/ui/use-problem-text";

export type PayBy = "cash" | "card_terminal" | "unpaid";

/** What the hand-over dialog knows and does: the price, what is due of it, how it is paid, the attempt itself. */
export function useHandOver({ order, change, onClose }: Omit<OrderDialogProps, "open">) {
  const t = useTranslations("desk.handingOver");
  const client = useTRPCClient();
  const textOf = useProblemText();
  const { low, high } = order.agreed ? { low: order.agreed, high: order.agreed } : order.estimate;
  const { currency } = low;
  const same = low.amountMinor === high.amountMinor;
  const [price, setPrice] = useState(same ? typedAmount(low.amountMinor, currency) : "");
  const [payBy, setPayBy] = useState<PayBy | null>(null);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [refusedPrice, setRefusedPrice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // The same payment keeps its id, so that an attempt whose answer was lost takes it once.
  const payment = useRef({ paymentId: "", what: "" });

  const priceMinor = amountFrom(price, currency);
  const dueMinor =
    priceMinor === null || order.held === null ? null : Math.max(0, priceMinor - order.held.amountMinor);

  function paymentNow() {
    if (payBy === null || payBy === "unpaid" || !dueMinor) return undefined;
    const what = `${payBy} ${dueMinor}`;
    if (payment.current.what !== what) payment.current = { paymentId: crypto.randomUUID(), what };
    return { paymentId: payment.current.paymentId, method: payBy, amountMinor: dueMinor };
  }

  async function handOver() {
    setTried(true);
    setProblem(null);
    if (priceMinor === null || dueMinor === null || (dueMinor > 0 && payBy === null)) return;
    setBusy(true);
    try {
      await client.customer.workOrders.handOver.mutate({
        id: order.id,
        expectedVersion: order.version,
        priceMinor,
        payment: paymentNow(),
        leaveUnpaid: dueMinor > 0 && payBy === "unpaid",
      });
      showToast({ title: t("done", { reference: order.reference }) });
      change.readAgain();
      onClose();
    } catch (refusal) {
      refused(problemOf(refusal));
    } finally {
      setBusy(false);
    }
  }

  function refused(refusal: ReturnType<typeof problemOf>) {
    if (refusal.code === "version_conflict" || refusal.code === "transition_not_allowed") {
      change.refused(refusal);
      return onClose();
    }
    change.readAgain();
    if (refusal.code === "price_not_allowed") setRefusedPrice(price);
    else setProblem(textOf(refusal.code));
  }

  return {
    price,
    setPrice,
    priceError:
      tried && priceMinor === null
        ? t("priceMissing")
        : price === refusedPrice
          ? textOf("price_not_allowed")
          : undefined,
    payBy,
    setPayBy,
    payByError: tried && payBy === null ? t("payByMissing") : undefined,
    dueMinor,
    problem: order.held === null ? t("away") : problem,
    busy,
    handOver,
  };
}
