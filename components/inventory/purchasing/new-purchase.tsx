"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Place } from "@/components/inventory/stock/types";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Select } from "@/components/ui/select";

/** Begins a draft at a supplier. */
export function NewPurchase({ place }: { place: Place }) {
  const t = useTranslations("purchasing.new");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("open")}</Button>
      {open ? <ChooseSupplier place={place} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ChooseSupplier({ place, onClose }: { place: Place; onClose: () => void }) {
  const t = useTranslations("purchasing");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const [chosen, setChosen] = useState("");
  const [asked, setAsked] = useState(false);
  const query = useQuery(trpc.inventory.purchases.suppliers.queryOptions());
  const begin = useMutation({
    mutationFn: () =>
      client.inventory.purchases.draft.mutate({ serviceCenterId: place.id, supplierId: chosen }),
    onSuccess: ({ id }) => router.push(`/stock/purchases/${id}`),
  });
  const error = query.error ?? begin.error;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("new.title")}
      footer={
        <Button
          busy={begin.isPending}
          onClick={() => {
            setAsked(true);
            if (chosen !== "") begin.mutate();
          }}
        >
          {t("new.begin")}
        </Button>
      }
    >
      {error ? <ProblemNotice {...problemOf(error)} /> : null}
      <Field label={t("supplier")} error={asked && chosen === "" ? t("new.chooseFirst") : undefined}>
        {(control) => (
          <Select
            {...control}
            value={chosen}
            placeholder={t("new.choose")}
            onChange={(event) => setChosen(event.target.value)}
            options={(query.data?.suppliers ?? []).map(({ id, name, leadTimeDays }) => ({
              value: id,
              label: `${name}, ${t("new.lead", { days: leadTimeDays })}`,
            }))}
          />
        )}
      </Field>
    </Dialog>
  );
}
