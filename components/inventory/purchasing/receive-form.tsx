"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Counted, linesToSend, piecesOf, typedOf, withTyped } from "./counted";
import { ReceiveLine } from "./receive-line";
import { ScanField } from "./scan-field";
import type { Purchase } from "./types";

interface ReceiveFormProps {
  purchase: Purchase;
  onDone: (receiptId: string) => void;
}

/** What has come so far, by scan or by hand; entered in one go, once. */
export function ReceiveForm({ purchase, onDone }: ReceiveFormProps) {
  const t = useTranslations("purchasing.receive");
  const [counted, setCounted] = useState<Counted>({});
  const [keepOver, setKeepOver] = useState(false);
  const [missing, setMissing] = useState<"nothing" | "keepOver" | null>(null);
  const { enter, busy, problem } = useEnter(purchase, onDone);
  const over = purchase.lines.filter(
    ({ partId, outstanding }) => (piecesOf(typedOf(counted, partId, "accepted")) ?? 0) > outstanding,
  );
  const lines = linesToSend(counted);
  const sum = (lines ?? []).reduce(
    (so, line) => ({
      accepted: so.accepted + line.accepted,
      rejected: so.rejected + line.damaged + line.wrong + line.surplus,
    }),
    { accepted: 0, rejected: 0 },
  );

  function submit() {
    if (lines === null) return;
    if (lines.length === 0) return setMissing("nothing");
    if (over.length > 0 && !keepOver) return setMissing("keepOver");
    setMissing(null);
    enter({ lines, keepOver });
  }
  const names = over.map(({ name }) => name).join(", ");
  return (
    <div className="grid max-w-4xl gap-3">
      <p className="max-w-text">{t("intro")}</p>
      <ScanField lines={purchase.lines} counted={counted} onCounted={setCounted} />
      {problem ? <ProblemNotice {...problem} /> : null}
      <ul className="divide-y divide-line border-line border-y">
        {purchase.lines.map((line) => (
          <ReceiveLine
            key={line.partId}
            line={line}
            counted={counted}
            onTyped={(kind, typed) => setCounted(withTyped(counted, line.partId, kind, typed))}
          />
        ))}
      </ul>
      {over.length > 0 ? (
        <div>
          <Checkbox
            label={t("keepOver")}
            checked={keepOver}
            aria-invalid={missing === "keepOver" || undefined}
            aria-describedby={missing === "keepOver" ? "over-error" : undefined}
            onChange={(event) => setKeepOver(event.target.checked)}
          />
          <FieldError id="over-error">
            {missing === "keepOver" && !keepOver ? t("keepOverFirst", { parts: names }) : null}
          </FieldError>
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={busy} onClick={submit}>
          {t("enter")}
        </Button>
        <p>{t("sum", sum)}</p>
      </div>
      <div role="alert">
        {missing === "nothing" && lines?.length === 0 ? <p className="text-stop">{t("nothing")}</p> : null}
      </div>
    </div>
  );
}

type Receipt = { lines: NonNullable<ReturnType<typeof linesToSend>>; keepOver: boolean };

/** Sends the receipt under one key until its answer is known, so that a lost answer never enters it twice. */
function useEnter({ id }: Purchase, onDone: (receiptId: string) => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const key = useRef<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const readAgain = () => queryClient.invalidateQueries({ queryKey: trpc.inventory.pathKey() });
  const enter = useMutation({
    mutationFn: (receipt: Receipt) => {
      key.current ??= crypto.randomUUID();
      const context = { idempotencyKey: key.current };
      return client.inventory.purchases.receive.mutate({ id, ...receipt }, { context });
    },
    onMutate: () => setProblem(null),
    onSuccess: async ({ receiptId }) => {
      key.current = null;
      await readAgain();
      onDone(receiptId);
    },
    onError: async (error) => {
      const said = problemOf(error);
      setProblem(said);
      // A refusal is an answer: nothing was entered, and what is sent next is another receipt.
      if (said.code !== "unavailable" && said.code !== "internal") key.current = null;
      await readAgain();
    },
  });
  return { enter: enter.mutate, busy: enter.isPending, problem };
}
