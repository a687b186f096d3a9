"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Answers, withAnswer } from "@/components/customer/booking/answers";
import { type Device, DeviceSearch } from "@/components/customer/booking/device-search";
import { StepActions } from "@/components/customer/booking/step-actions";
import { useStep } from "@/components/customer/booking/use-step";
import { verbs } from "@/components/trpc/lazy";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Field } from "@/components/ui/field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { RadioCards } from "@/components/ui/radio-cards";
import { Skeleton } from "@/components/ui/skeleton";

export interface Fault {
  id: string;
  name: string;
}

interface DeviceQuestionProps {
  answers: Answers;
  device: Device | null;
  faults: Fault[];
}

/** Which device, and what is wrong with it. */
export function DeviceQuestion({ answers, device: known, faults: knownFaults }: DeviceQuestionProps) {
  const t = useTranslations("booking.device");
  const { go, remember, pending } = useStep("device", answers);
  const [device, setDevice] = useState(known);
  const [fault, setFault] = useState<string | null>(answers.fault ?? null);
  const [faults, setFaults] = useState<Fault[] | "loading" | Problem>(knownFaults);
  const [asked, setAsked] = useState(false);

  async function loadFaults(deviceId: string) {
    setFaults("loading");
    try {
      const found = await (await verbs()).customer.catalogue.faults.query({ deviceId });
      setFaults(found.faults);
      setFault((before) => (found.faults.some(({ id }) => id === before) ? before : null));
    } catch (error) {
      setFaults(problemOf(error));
    }
  }

  function choose(next: Device | null) {
    setDevice(next);
    if (next === null) return setFaults([]);
    remember(withAnswer(answers, { device: next.id }));
    loadFaults(next.id);
  }

  const missing = [
    ...(device === null ? [{ fieldId: "device", message: t("deviceMissing") }] : []),
    ...(device !== null && fault === null ? [{ fieldId: "fault", message: t("faultMissing") }] : []),
  ];

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (missing.length === 0 && device && fault) go("price", { device: device.id, fault });
  }

  return (
    <form noValidate onSubmit={submit} className="mt-6 grid max-w-text gap-6">
      <ErrorSummary errors={asked ? missing : []} />
      <Field
        id="device"
        label={t("device")}
        hint={t("deviceHint")}
        error={asked && device === null ? t("deviceMissing") : undefined}
      >
        {(control) => <DeviceSearch control={control} value={device} onChange={choose} />}
      </Field>
      {faults === "loading" ? <Skeleton lines={4} /> : null}
      {typeof faults === "object" && "code" in faults ? (
        <ProblemNotice {...faults} onRetry={device ? () => loadFaults(device.id) : undefined} />
      ) : null}
      {device && Array.isArray(faults) && faults.length > 0 ? (
        <RadioCards
          id="fault"
          legend={t("fault")}
          layout="grid"
          cards={faults.map(({ id, name }) => ({ value: id, title: name }))}
          value={fault}
          onChange={(id) => {
            setFault(id);
            remember(withAnswer(answers, { device: device.id, fault: id }));
          }}
          error={asked && fault === null ? t("faultMissing") : undefined}
        />
      ) : null}
      <StepActions>
        <Button type="submit" busy={pending}>
          {t("continue")}
        </Button>
      </StepActions>
    </form>
  );
}
