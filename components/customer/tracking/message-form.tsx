"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { LongText } from "@/components/customer/long-text";
import { verbs } from "@/components/trpc/lazy";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useRouter } from "@/i18n/navigation";

const storageKey = "message";
const limit = 5_000;

/** A message to the centre. What is typed outlives a reload and a failed try; the same words are sent once. */
export function MessageForm({ token }: { token: string }) {
  const t = useTranslations("tracking.messages");
  const router = useRouter();
  const [body, setBody] = useState("");
  const [state, setState] = useState<"idle" | "busy" | "sent" | "empty">("idle");
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = useRef({ key: "", body: "" });

  useEffect(() => setBody(sessionStorage.getItem(storageKey) ?? ""), []);

  function type(text: string) {
    setBody(text);
    setState("idle");
    sessionStorage.setItem(storageKey, text);
  }

  async function send(event: FormEvent) {
    event.preventDefault();
    if (body.trim() === "") return setState("empty");
    if (attempt.current.body !== body) attempt.current = { key: crypto.randomUUID(), body };
    setState("busy");
    setProblem(null);
    try {
      const { customer } = await verbs();
      const { key: idempotencyKey } = attempt.current;
      await customer.tracking.write.mutate({ token, body }, { context: { idempotencyKey } });
      setBody("");
      sessionStorage.removeItem(storageKey);
      setState("sent");
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error));
      setState("idle");
    }
  }

  return (
    <form onSubmit={send} noValidate className="mt-4 grid gap-3" data-print="hide">
      <LongText
        id="message"
        label={t("label")}
        limit={limit}
        value={body}
        onChange={type}
        error={state === "empty" ? t("empty") : undefined}
        leftText={(count) => t("left", { count })}
        cutText={(length, most) => t("cut", { length, limit: most })}
      />
      {problem ? <ProblemNotice {...problem} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="secondary" busy={state === "busy"}>
          {t("send")}
        </Button>
        <p role="status" className="text-signal text-sm">
          {state === "sent" ? t("sent") : null}
        </p>
      </div>
    </form>
  );
}
