"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import type { OrderDialogProps } from "@/components/customer/desk/cancel-dialog";
import { ConflictNotice } from "@/components/customer/desk/conflict-notice";
import { LineTable } from "@/components/customer/desk/estimate/line-table";
import { MailPreview } from "@/components/customer/desk/estimate/mail-preview";
import { type DraftContent, formTotal } from "@/components/customer/desk/estimate/rows";
import { useDraft } from "@/components/customer/desk/estimate/use-draft";
import type { Estimates } from "@/components/customer/desk/estimate/use-estimates";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { moneyRange } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { showToast } from "@/components/ui/toast";

type EditorProps = Omit<OrderDialogProps, "open"> & { estimates: Estimates };

/** Writes an estimate: from the draft, else from what was sent last, else from what the fault usually takes. */
export function EstimateEditor(props: EditorProps) {
  const { order, estimates, onClose } = props;
  const t = useTranslations("desk.estimate");
  const trpc = useTRPC();
  const suggested = useQuery(
    trpc.customer.estimates.suggest.queryOptions(
      { workOrderId: order.id },
      {
        enabled: estimates.draft === null && estimates.versions.length === 0,
        staleTime: Number.POSITIVE_INFINITY,
      },
    ),
  );
  const start = startOf(estimates) ?? (suggested.data && { revision: 0, content: suggested.data.content });
  if (start !== undefined) return <Editor {...props} start={start} />;
  return (
    <Dialog open onOpenChange={onClose} place="wide" title={t("title", { reference: order.reference })}>
      {suggested.isError ? (
        <ProblemNotice {...problemOf(suggested.error)} onRetry={() => suggested.refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Dialog>
  );
}

function startOf({ draft, versions }: Estimates): { revision: number; content: DraftContent } | undefined {
  if (draft !== null) return draft;
  const [last] = versions;
  if (last === undefined) return undefined;
  const { finding, days, replacement, lines } = last;
  return {
    revision: 0,
    content: {
      finding,
      days,
      replacementMinor: replacement?.amountMinor ?? null,
      lines: lines.map(({ kind, text, quantity, unit }) => ({
        id: crypto.randomUUID(),
        kind,
        text,
        quantity,
        unitMinor: unit.amountMinor,
      })),
    },
  };
}

function Editor({
  order,
  change,
  onClose,
  estimates,
  start,
}: EditorProps & { start: { revision: number; content: DraftContent } }) {
  const t = useTranslations("desk.estimate");
  const locale = useLocale();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { currency } = order.estimate.low;
  const key = trpc.customer.estimates.ofOrder.queryOptions({ workOrderId: order.id });
  const draft = useDraft(
    order.id,
    currency,
    start,
    async () => (await queryClient.fetchQuery({ ...key, staleTime: 0 })).draft,
  );
  const [preview, setPreview] = useState<number | null>(null);
  const [sending, setSending] = useState(false);
  const { form, type, errors } = draft;
  const isAbove = formTotal(form.rows, currency) > order.estimate.high.amountMinor;

  async function close() {
    if (draft.isChanged && (await draft.save()) === null) return;
    queryClient.invalidateQueries({ queryKey: key.queryKey });
    onClose();
  }

  async function check() {
    setPreview(await draft.save());
  }

  async function send() {
    if (preview === null) return;
    setSending(true);
    try {
      const { id, version } = order;
      await client.customer.estimates.send.mutate({ id, expectedVersion: version, revision: preview });
      showToast({ title: t("sent", { name: order.contact.name }) });
      change.readAgain();
      onClose();
    } catch (error) {
      const refusal = problemOf(error);
      if (refusal.code === "estimate_incomplete") draft.setProblem(refusal);
      else {
        change.refused(refusal);
        onClose();
      }
      setPreview(null);
    } finally {
      setSending(false);
      queryClient.invalidateQueries({ queryKey: key.queryKey });
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (preview === null) check();
    else send();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || close()}
      place="wide"
      title={t("title", { reference: order.reference })}
      description={t("about", { device: order.device.name, fault: order.fault })}
      footer={
        preview === null ? (
          <>
            <Button look="secondary" onClick={close}>
              {t("later")}
            </Button>
            <Button busy={draft.busy} onClick={check} aria-keyshortcuts="Control+Enter">
              {t("check")}
            </Button>
          </>
        ) : (
          <>
            <Button look="secondary" onClick={() => setPreview(null)}>
              {t("goOn")}
            </Button>
            <Button busy={sending} onClick={send} aria-keyshortcuts="Control+Enter">
              {t("send")}
            </Button>
          </>
        )
      }
    >
      {/* Ctrl and Enter go on from any field. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      <div className="grid gap-4" onKeyDown={onKeyDown}>
        {draft.conflict ? (
          <div className="grid gap-2">
            <ConflictNotice conflict={draft.conflict} onDismiss={() => draft.settle("theirs")} />
            <div className="flex flex-wrap gap-2">
              <Button look="secondary" onClick={() => draft.settle("theirs")}>
                {t("theirs")}
              </Button>
              <Button look="secondary" onClick={() => draft.settle("mine")}>
                {t("mine")}
              </Button>
            </div>
          </div>
        ) : null}
        {draft.problem ? <ProblemNotice {...draft.problem} /> : null}
        {preview === null ? (
          <>
            <Field label={t("finding")} hint={t("findingHint")}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={2}
                  maxLength={2000}
                  value={form.finding}
                  onChange={(event) => type({ finding: event.target.value })}
                />
              )}
            </Field>
            <LineTable
              rows={form.rows}
              currency={currency}
              errors={errors}
              onChange={(rows) => type({ rows })}
            />
            <p className="text-muted text-sm">
              {t("range", { range: moneyRange(order.estimate.low, order.estimate.high, locale) })}{" "}
              {isAbove ? <strong className="text-attention">{t("above")}</strong> : null}
            </p>
            <div className="grid gap-3 sm:grid-cols-2">
              <Field
                label={t("days")}
                hint={t("daysHint")}
                error={errors.has("days") ? t("daysWrong") : undefined}
              >
                {(control) => (
                  <Input
                    {...control}
                    mono
                    inputMode="numeric"
                    value={form.days}
                    onChange={(event) => type({ days: event.target.value })}
                  />
                )}
              </Field>
              <Field
                label={t("replacement", { currency })}
                hint={t("replacementHint")}
                optional
                error={errors.has("replacement") ? t("priceWrong") : undefined}
              >
                {(control) => (
                  <Input
                    {...control}
                    mono
                    inputMode="decimal"
                    value={form.replacement}
                    onChange={(event) => type({ replacement: event.target.value })}
                  />
                )}
              </Field>
            </div>
            {estimates.versions.some(({ state }) => state === "open") ? (
              <p className="text-attention">{t("supersedes")}</p>
            ) : null}
          </>
        ) : (
          <MailPreview workOrderId={order.id} revision={preview} name={order.contact.name} />
        )}
      </div>
    </Dialog>
  );
}
