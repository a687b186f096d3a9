"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Order } from "@/components/customer/desk/types";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";

interface MessagePreviewProps {
  order: Order;
  /** What was written; null while there is nothing to show. */
  body: string | null;
  onClose: () => void;
  onSend: () => void;
}

/** The mail as the customer will get it, in their language. */
export function MessagePreview({ order, body, onClose, onSend }: MessagePreviewProps) {
  const t = useTranslations("desk.messages");
  const trpc = useTRPC();
  const preview = useQuery(
    trpc.customer.messages.preview.queryOptions(
      { workOrderId: order.id, body: body ?? "" },
      { enabled: body !== null, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Dialog
      open={body !== null}
      onOpenChange={(open) => open || onClose()}
      title={t("previewLabel", { name: order.contact.name })}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t("edit")}
          </Button>
          <Button onClick={onSend}>{t("send")}</Button>
        </>
      }
    >
      {preview.isError ? <ProblemNotice {...problemOf(preview.error)} /> : null}
      {preview.isPending ? <Skeleton lines={6} /> : null}
      {preview.data ? (
        <article lang={preview.data.locale} className="grid gap-3">
          <p>
            <span className="text-muted">{t("subject")}: </span>
            <strong>{preview.data.subject}</strong>
          </p>
          <p className="whitespace-pre-line break-words border-line border-t pt-3">{preview.data.text}</p>
        </article>
      ) : null}
    </Dialog>
  );
}
