"use client";

import { Send } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { MessagePreview } from "@/components/customer/desk/message-preview";
import type { Order } from "@/components/customer/desk/types";
import { useOrderChange } from "@/components/customer/desk/use-order-change";
import { problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useProblemText } from "@/components/ui/use-problem-text";

const charactersMost = 5_000;

interface MessageComposerProps {
  order: Order;
  /** What is on its way, shown in the thread meanwhile. */
  onSending: (body: string | null) => void;
}

/** Drafts by order, so that going through the queue loses nothing that was typed. */
const drafts = new Map<string, string>();

export function MessageComposer({ order, onSending }: MessageComposerProps) {
  const t = useTranslations("desk.messages");
  const locale = useLocale();
  const client = useTRPCClient();
  const textOf = useProblemText();
  const { readAgain } = useOrderChange(order);
  const [body, setBody] = useState(drafts.get(order.id) ?? "");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [previewed, setPreviewed] = useState<string | null>(null);
  /** One key for one text, so that sending it again after a lost answer has one effect. */
  const attempt = useRef<{ body: string; key: string } | null>(null);
  const { name } = order.contact;
  const left = charactersMost - Array.from(body).length;

  function type(next: string) {
    setBody(next);
    setError(null);
    drafts.set(order.id, next);
  }

  async function send() {
    if (busy || body.trim() === "" || left < 0) return;
    if (attempt.current?.body !== body) attempt.current = { body, key: crypto.randomUUID() };
    const { key } = attempt.current;
    setBusy(true);
    setPreviewed(null);
    setBody("");
    onSending(body);
    try {
      const input = { workOrderId: order.id, body };
      await client.customer.messages.write.mutate(input, { context: { idempotencyKey: key } });
      drafts.delete(order.id);
      readAgain();
    } catch (refusal) {
      type(body);
      setError(textOf(problemOf(refusal).code));
    } finally {
      onSending(null);
      setBusy(false);
    }
  }

  return (
    <form
      className="grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        id="message-body"
        rows={2}
        aria-label={t("write", { name })}
        aria-keyshortcuts="m"
        aria-describedby="message-reads message-error"
        aria-invalid={error !== null || left < 0 ? true : undefined}
        placeholder={t("write", { name })}
        value={body}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className="min-h-16"
      />
      <FieldError id="message-error">{left < 0 ? textOf("text_too_long") : error}</FieldError>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p id="message-reads" className="min-w-0 flex-1 basis-56 text-muted text-sm">
          {t("reads", { name, language: languageName(order.contact.locale, locale) })}{" "}
          <span className="pointer-coarse:hidden">{t("sendKeys")}</span>
          {left < 200 ? `. ${t("characters", { left: Math.max(0, left) })}` : ""}
        </p>
        <div className="flex gap-2">
          <Button look="quiet" disabled={body.trim() === "" || left < 0} onClick={() => setPreviewed(body)}>
            {t("preview")}
          </Button>
          <Button
            type="submit"
            look="secondary"
            busy={busy}
            icon={<Send aria-hidden="true" strokeWidth={1.75} className="size-4" />}
          >
            {t("send")}
          </Button>
        </div>
      </div>
      <MessagePreview order={order} body={previewed} onClose={() => setPreviewed(null)} onSend={send} />
    </form>
  );
}

function languageName(tag: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
}
