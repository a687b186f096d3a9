"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type Accessory, AccessoryToggles } from "@/components/customer/desk/accessory-toggles";
import type { OrderDialogProps } from "@/components/customer/desk/cancel-dialog";
import { PhotoPicker } from "@/components/customer/desk/photo-picker";
import { type PhotoInHand, usePhotos } from "@/components/customer/desk/use-photos";
import { problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { showToast } from "@/components/ui/toast";
import { useProblemText } from "@/components/ui/use-problem-text";

const phrases = ["fine", "scratches", "dent", "cracked", "liquid", "dead", "worn"] as const;

/** Takes the device in, in under a minute: condition, what came with it, serial, photos. */
export function CheckInDialog({ open, onClose, order, change }: OrderDialogProps) {
  const t = useTranslations("desk");
  const client = useTRPCClient();
  const textOf = useProblemText();
  const photos = usePhotos(order.id);
  const conditionRef = useRef<HTMLTextAreaElement>(null);
  const [condition, setCondition] = useState("");
  const [accessories, setAccessories] = useState<Accessory[]>([]);
  const [serial, setSerial] = useState("");
  const [waived, setWaived] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const kept = [...order.photos.map(({ id }) => id), ...keptOf(photos.inHand, order.photos)];
  const missing = waived ? 0 : Math.max(0, order.photosNeeded - kept.length);
  const running = photos.inHand.some(({ state }) => state === "sending");
  const conditionError = tried && condition.trim() === "" ? t("checkIn.conditionMissing") : undefined;
  const photosError = running
    ? t("checkIn.photosRunning")
    : missing > 0
      ? t("checkIn.photosMissing", { missing })
      : undefined;

  async function receive() {
    setTried(true);
    if (condition.trim() === "") return conditionRef.current?.focus();
    if (photosError !== undefined) return document.getElementById("check-in-photos")?.focus();
    setBusy(true);
    setProblem(null);
    try {
      const { id, version } = order;
      await client.customer.workOrders.receive.mutate({
        id,
        expectedVersion: version,
        condition,
        accessories,
        serial: serial.trim() || undefined,
        photoIds: kept.slice(0, 20),
        waivePhotos: waived || undefined,
      });
      showToast({ title: t("checkIn.done", { reference: order.reference }) });
      change.readAgain();
      onClose();
    } catch (refusal) {
      const refused = problemOf(refusal);
      if (refused.code === "version_conflict" || refused.code === "transition_not_allowed") {
        change.refused(refused);
        onClose();
      } else setProblem(textOf(refused.code));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      place="wide"
      initialFocus={conditionRef}
      title={t("checkIn.title", { device: order.device.name })}
      description={t("checkIn.text", { reference: order.reference, name: order.contact.name })}
      footer={
        <>
          <Button look="secondary" onClick={onClose}>
            {t("checkIn.cancel")}
          </Button>
          <Button busy={busy} onClick={receive}>
            {t("checkIn.receive")}
          </Button>
        </>
      }
    >
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
        <div className="grid content-start gap-2">
          <Field
            id="check-in-condition"
            label={t("checkIn.condition")}
            hint={t("checkIn.conditionHint")}
            error={conditionError}
          >
            {(control) => (
              <Textarea
                {...control}
                ref={conditionRef}
                rows={4}
                value={condition}
                onChange={(event) => setCondition(event.target.value)}
              />
            )}
          </Field>
          <fieldset className="flex flex-wrap gap-1.5">
            <legend className="sr-only">{t("checkIn.phrases")}</legend>
            {phrases.map((name) => (
              <button
                key={name}
                type="button"
                onClick={() => setCondition((before) => withPhrase(before, t(`checkIn.phrase.${name}`)))}
                className="min-h-6 rounded-control border border-edge bg-raised px-2 py-0.5 text-sm hover:border-ink"
              >
                {t(`checkIn.phrase.${name}`)}
              </button>
            ))}
          </fieldset>
        </div>
        <div className="grid content-start gap-4">
          <AccessoryToggles value={accessories} onChange={setAccessories} />
          <Field label={t("checkIn.serial")} hint={t("checkIn.serialHint")} optional>
            {(control) => (
              <Input
                {...control}
                mono
                maxLength={64}
                autoComplete="off"
                spellCheck={false}
                value={serial}
                onChange={(event) => setSerial(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="grid gap-2 md:col-span-2">
          <PhotoPicker
            photos={photos}
            earlier={order.photos.length}
            hint={t("checkIn.photosHint", { needed: order.photosNeeded })}
          />
          {order.mayWaivePhotos ? (
            <Checkbox
              label={t("checkIn.waive")}
              hint={t("checkIn.waiveHint")}
              checked={waived}
              onChange={(event) => setWaived(event.target.checked)}
            />
          ) : null}
          <FieldError id="check-in-photos-error">{tried ? photosError : undefined}</FieldError>
          <FieldError id="check-in-problem">{problem}</FieldError>
        </div>
      </div>
    </Dialog>
  );
}

function withPhrase(before: string, phrase: string): string {
  if (before.includes(phrase)) return before;
  return before.trim() === "" ? phrase : `${before.trimEnd()} ${phrase}`;
}

/** Photos that were kept just now and that the order does not show yet. */
function keptOf(inHand: readonly PhotoInHand[], shown: readonly { id: string }[]): string[] {
  const known = new Set(shown.map(({ id }) => id));
  return inHand.flatMap(({ id, state }) => (state === "kept" && !known.has(id) ? [id] : []));
}
