"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { typedNumber } from "./numbers";

interface CornerFieldProps {
  label: string;
  value: number;
  /** Degrees either way of zero. */
  most: number;
  onChange: (degrees: number) => void;
}

/** One coordinate; it moves the corner when one leaves the field or presses Enter. */
export function CornerField({ label, value, most, onChange }: CornerFieldProps) {
  const [typed, setTyped] = useState({ text: String(value), of: value });
  // Undo and the mouse move corners too: what they say replaces what was typed before.
  if (typed.of !== value) setTyped({ text: String(value), of: value });
  const degrees = typedNumber(typed.text);
  const wrong = degrees === null || Math.abs(degrees) > most;

  function commit() {
    if (!wrong && degrees !== value) onChange(degrees);
  }
  return (
    <Input
      mono
      aria-label={label}
      aria-invalid={wrong || undefined}
      inputMode="decimal"
      value={typed.text}
      maxLength={14}
      onChange={(event) => setTyped({ text: event.target.value, of: value })}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
      className="text-sm"
    />
  );
}
