"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Counted, scannedOne } from "./counted";
import { lineOf } from "./scan";
import type { PurchaseLine } from "./types";

interface ScanFieldProps {
  lines: readonly PurchaseLine[];
  counted: Counted;
  onCounted: (counted: Counted) => void;
}

/** Where a scanner types: each code counts one piece; what is no line of the order is said, and changes nothing. */
export function ScanField({ lines, counted, onCounted }: ScanFieldProps) {
  const t = useTranslations("purchasing.receive");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState("");

  function scan() {
    const found = lineOf(code, lines);
    if ("problem" in found) {
      setSaid("");
      const key = found.problem === "damaged" ? "damagedCode" : found.problem;
      return setProblem(t(key, { code: code.trim() }));
    }
    const scanned = scannedOne(counted, found.line);
    const { kind, count } = scanned;
    const { name: part, outstanding } = found.line;
    onCounted(scanned.counted);
    setProblem(null);
    setCode("");
    setSaid(t(kind === "accepted" ? "scanned" : "scannedOver", { part, outstanding, count }));
  }
  return (
    <div className="grid gap-1">
      <Field label={t("scan")} hint={t("scanHint")} error={problem}>
        {({ "aria-required": _, ...control }) => (
          <Input
            {...control}
            mono
            // A scanner types here from the first moment.
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            onFocus={(event) => event.target.select()}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              scan();
              // The next scan writes over what was not understood.
              event.currentTarget.select();
            }}
          />
        )}
      </Field>
      <p role="status" className="min-h-6 font-semibold">
        {said}
      </p>
    </div>
  );
}
