"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { CancelDialog } from "@/components/customer/desk/cancel-dialog";
import { CheckInDialog } from "@/components/customer/desk/check-in-dialog";
import { CheckInFacts } from "@/components/customer/desk/check-in-facts";
import { ConflictNotice } from "@/components/customer/desk/conflict-notice";
import { DepositAndPart } from "@/components/customer/desk/deposit-and-part";
import { useDesk } from "@/components/customer/desk/desk-state";
import {
  type EstimateMove,
  EstimateSection,
  estimateMoves,
} from "@/components/customer/desk/estimate/estimate-section";
import { HandOverDialog } from "@/components/customer/desk/hand-over-dialog";
import { MessageThread } from "@/components/customer/desk/message-thread";
import { MoveBar } from "@/components/customer/desk/move-bar";
import { OrderClocks } from "@/components/customer/desk/order-clocks";
import { focusWantedOrder, orderHeadingId } from "@/components/customer/desk/order-focus";
import { OrderHistory } from "@/components/customer/desk/order-history";
import { OrderTicket } from "@/components/customer/desk/order-ticket";
import { PromiseDialog } from "@/components/customer/desk/promise-dialog";
import { Section } from "@/components/customer/desk/section";
import type { Move, MoveChoice, Order } from "@/components/customer/desk/types";
import { useKeys } from "@/components/customer/desk/use-keys";
import { useOrderChange } from "@/components/customer/desk/use-order-change";

type OpenDialog = "receive" | "cancel" | "hand_over" | "promise" | EstimateMove | null;

const isEstimateMove = (name: OpenDialog | Move): name is EstimateMove =>
  estimateMoves.some((move) => move === name);

/** The middle pane: one order, what is known of it and what happens next. */
export function OrderPane({ order, keysOn }: { order: Order; keysOn: boolean }) {
  const t = useTranslations("desk.order");
  const { now } = useDesk();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const change = useOrderChange(order);

  function choose({ move, to, refusal }: MoveChoice) {
    if (refusal !== null || change.move.isPending) return;
    if (isEstimateMove(move)) setDialog(move);
    else if (move === "receive" || move === "cancel" || move === "hand_over") setDialog(move);
    else change.move.mutate({ move, to });
  }
  const next = order.moves.find(({ refusal, move }) => refusal === null && move !== "cancel");
  const receive = order.moves.find(({ refusal, move }) => refusal === null && move === "receive");
  useKeys(
    {
      r: () => receive && choose(receive),
      n: () => next && choose(next),
      m: () => document.getElementById("message-body")?.focus(),
    },
    keysOn,
  );
  useEffect(() => focusWantedOrder(order.id), [order.id]);
  const closed = { open: false, onClose: () => setDialog(null), order, change };
  return (
    <div className="grid min-w-0 content-start gap-5">
      <h2 id={orderHeadingId(order.id)} tabIndex={-1} className="sr-only">
        {t("label", { reference: order.reference })}
      </h2>
      {change.conflict ? (
        <ConflictNotice conflict={change.conflict} onDismiss={change.dismissConflict} />
      ) : null}
      <OrderTicket order={order} now={now} onChangePromise={() => setDialog("promise")} />
      <MoveBar order={order} busy={change.move.isPending} onChoose={choose} />
      <Section title={t("problem")}>
        <p className="font-semibold">{order.fault}</p>
        {order.description ? (
          <p className="max-w-text whitespace-pre-line break-words" dir="auto">
            {order.description}
          </p>
        ) : (
          <p className="text-muted">{t("noDescription")}</p>
        )}
      </Section>
      <DepositAndPart order={order} />
      <CheckInFacts order={order} />
      <EstimateSection {...closed} wanted={isEstimateMove(dialog) ? dialog : null} onWant={setDialog} />
      <MessageThread order={order} />
      <OrderClocks order={order} now={now} />
      <OrderHistory order={order} now={now} />
      <CheckInDialog {...closed} open={dialog === "receive"} />
      <CancelDialog {...closed} open={dialog === "cancel"} />
      {dialog === "hand_over" ? <HandOverDialog {...closed} open /> : null}
      <PromiseDialog {...closed} open={dialog === "promise"} />
    </div>
  );
}
