"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useDesk } from "@/components/customer/desk/desk-state";
import { MessageComposer } from "@/components/customer/desk/message-composer";
import { Section } from "@/components/customer/desk/section";
import type { Message, Order } from "@/components/customer/desk/types";
import { useWhoText } from "@/components/customer/desk/who-text";
import { useTRPC } from "@/components/trpc/provider";
import { cx } from "@/components/ui/cx";
import { useRelativeDay } from "@/components/ui/relative-day";

/** The two-way thread of an order with the place to write. */
export function MessageThread({ order }: { order: Order }) {
  const t = useTranslations("desk.messages");
  const [sending, setSending] = useState<string | null>(null);
  useMarkRead(order);
  return (
    <Section title={t("label")}>
      {order.messages.length === 0 && sending === null ? <p className="text-muted">{t("none")}</p> : null}
      <ol className="grid gap-2">
        {order.messages.map((message) => (
          <Bubble key={message.id} message={message} order={order} />
        ))}
        {sending === null ? null : (
          <li className="ml-8 rounded-control bg-sunken px-3 py-2 opacity-70">
            <p className="whitespace-pre-line break-words" dir="auto">
              {sending}
            </p>
            <p className="text-muted text-sm">{t("sending")}</p>
          </li>
        )}
      </ol>
      <MessageComposer key={order.id} order={order} onSending={setSending} />
    </Section>
  );
}

function Bubble({ message, order }: { message: Message; order: Order }) {
  const { now } = useDesk();
  const whoText = useWhoText();
  const relativeDay = useRelativeDay();
  const ours = message.direction === "to_customer";
  return (
    <li
      className={cx(
        "rounded-control border px-3 py-2",
        ours ? "ml-8 border-transparent bg-sunken" : "mr-8 border-edge bg-raised",
      )}
    >
      <p className="whitespace-pre-line break-words" dir="auto">
        {message.body}
      </p>
      <p className="text-muted text-sm">
        {ours ? whoText(message.author) : order.contact.name} ·{" "}
        <time dateTime={message.writtenAt}>
          {relativeDay(message.writtenAt, order.center.timeZone, new Date(now))}
        </time>
      </p>
    </li>
  );
}

/** What stands open on the screen has been read. */
function useMarkRead(order: Order): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate } = useMutation(
    trpc.customer.messages.markRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.customer.workOrders.queue.pathKey() }),
    }),
  );
  const lastUnread = order.messages.findLast(
    ({ direction, readAt }) => direction === "from_customer" && readAt === null,
  )?.id;
  useEffect(() => {
    if (lastUnread !== undefined && document.visibilityState === "visible") mutate({ workOrderId: order.id });
  }, [lastUnread, order.id, mutate]);
}
