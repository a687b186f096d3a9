"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioCards } from "@/components/ui/radio-cards";
import { useRelativeDay } from "@/components/ui/relative-day";
import { Status, type StatusTone } from "@/components/ui/status";
import type { Transfer } from "./types";
import { useTransferMoves } from "./use-transfer-moves";

const tones = {
  requested: "waiting",
  picked: "active",
  in_transit: "active",
  received: "done",
  cancelled: "idle",
  written_off: "stop",
} as const satisfies Record<Transfer["status"], StatusTone>;

const reasons = ["lost", "damaged"] as const;

/** One transfer: what it is, how far it is, and the next thing to do with it here. */
export function TransferItem({ transfer, timeZone }: { transfer: Transfer; timeZone: string }) {
  const t = useTranslations("stock.transfers");
  const relativeDay = useRelativeDay();
  const { move, busy } = useTransferMoves(transfer);
  const [asking, setAsking] = useState<"cancel" | "write_off" | null>(null);
  const { part, quantity, direction, other, order, status, writtenOffAs, updatedAt, moves } = transfer;
  const where = t(direction === "coming" ? "from" : "to", { place: other });
  const forOrder =
    order === null
      ? null
      : order.reference === null
        ? t("orderUnknown")
        : t("order", { reference: order.reference });
  const close = () => setAsking(null);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-2">
      <div className="min-w-56 flex-1">
        <p>
          <span className="font-semibold">{part.name}</span>{" "}
          <span className="font-mono text-muted text-sm" translate="no">
            {part.sku}
          </span>
        </p>
        <p className="text-muted">
          {[t("pieces", { count: quantity }), where, forOrder].filter(Boolean).join(" · ")}
        </p>
      </div>
      <p className="min-w-36">
        <Status tone={tones[status]} bare>
          {writtenOffAs === null ? t(`statuses.${status}`) : t(writtenOffAs)}
        </Status>{" "}
        <time dateTime={updatedAt} className="block text-muted text-sm">
          {relativeDay(updatedAt, timeZone)}
        </time>
      </p>
      {moves.length === 0 ? null : (
        <div className="flex flex-wrap gap-2">
          {moves.map((each) => (
            <Button
              key={each}
              look={each === "cancel" || each === "write_off" ? "quiet" : "primary"}
              busy={busy === each}
              aria-label={`${t(`moves.${each}`)}: ${part.name}`}
              onClick={() =>
                each === "cancel" || each === "write_off" ? setAsking(each) : void move({ move: each })
              }
            >
              {t(`moves.${each}`)}
            </Button>
          ))}
        </div>
      )}
      {asking === "cancel" ? (
        <CancelDialog
          ofOrder={order !== null}
          busy={busy !== null}
          onClose={close}
          onCancel={() => void move({ move: "cancel" }).finally(close)}
        />
      ) : null}
      {asking === "write_off" ? (
        <WriteOffDialog
          ofOrder={order !== null}
          busy={busy !== null}
          onClose={close}
          onWriteOff={(as) => void move({ move: "write_off", as }).finally(close)}
        />
      ) : null}
    </li>
  );
}

interface AskProps {
  ofOrder: boolean;
  busy: boolean;
  onClose: () => void;
}

/** Asks first, for the other end is told and an order may lose its part. */
function CancelDialog({ ofOrder, busy, onClose, onCancel }: AskProps & { onCancel: () => void }) {
  const t = useTranslations("stock.transfers");
  return (
    <Dialog
      open
      onOpenChange={(next) => next || onClose()}
      title={t("cancelTitle")}
      description={[t("cancelText"), ofOrder ? t("cancelOrder") : null].filter(Boolean).join(" ")}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t("keep")}
          </Button>
          <Button look="stop" busy={busy} onClick={onCancel}>
            {t("moves.cancel")}
          </Button>
        </>
      }
    />
  );
}

/** Asks first, for pieces are worth money. */
function WriteOffDialog({
  ofOrder,
  busy,
  onClose,
  onWriteOff,
}: AskProps & { onWriteOff: (as: (typeof reasons)[number]) => void }) {
  const t = useTranslations("stock.transfers");
  const [as, setAs] = useState<(typeof reasons)[number]>("lost");
  return (
    <Dialog
      open
      onOpenChange={(next) => next || onClose()}
      title={t("writeOffTitle")}
      description={[t("writeOffText"), ofOrder ? t("cancelOrder") : null].filter(Boolean).join(" ")}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t("keep")}
          </Button>
          <Button look="stop" busy={busy} onClick={() => onWriteOff(as)}>
            {t("writeOff")}
          </Button>
        </>
      }
    >
      <RadioCards
        legend={t("writeOffWhy")}
        layout="grid"
        value={as}
        onChange={setAs}
        cards={reasons.map((value) => ({ value, title: t(`${value}Title`) }))}
      />
    </Dialog>
  );
}
