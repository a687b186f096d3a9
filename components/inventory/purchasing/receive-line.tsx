"use client";

import { useTranslations } from "next-intl";
import { quantityFrom } from "@/components/inventory/stock/quantity";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Counted, type Kind, kinds, typedOf } from "./counted";
import { PartName } from "./part-name";
import type { PurchaseLine } from "./types";

interface ReceiveLineProps {
  line: PurchaseLine;
  counted: Counted;
  onTyped: (kind: Kind, typed: string) => void;
}

/** One part of the order: how many go into the stock, and how many go back and why. */
export function ReceiveLine({ line, counted, onTyped }: ReceiveLineProps) {
  const t = useTranslations("purchasing.receive");
  return (
    <li className="grid gap-2 py-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <PartName {...line} />
        <span className="text-muted">{t("owed", { count: line.outstanding })}</span>
      </p>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {kinds.map((kind) => (
          <Pieces
            key={kind}
            kind={kind}
            part={line.name}
            typed={typedOf(counted, line.partId, kind)}
            onTyped={(typed) => onTyped(kind, typed)}
          />
        ))}
      </div>
    </li>
  );
}

interface PiecesProps {
  kind: Kind;
  part: string;
  typed: string;
  onTyped: (typed: string) => void;
}

function Pieces({ kind, part, typed, onTyped }: PiecesProps) {
  const t = useTranslations("purchasing.receive");
  const errors = useTranslations("stock.count.errors");
  const pieces = typed.trim() === "" ? 0 : quantityFrom(typed);
  return (
    <Field
      label={
        <>
          <span aria-hidden="true">{t(kind)}</span>
          <span className="sr-only">{t("field", { kind: t(kind), part })}</span>
        </>
      }
      error={typeof pieces === "string" ? errors(pieces) : undefined}
    >
      {({ "aria-required": _, ...control }) => (
        <Input
          {...control}
          mono
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          value={typed}
          onChange={(event) => onTyped(event.target.value)}
        />
      )}
    </Field>
  );
}
