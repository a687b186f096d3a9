"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

export function PrintButton({ label }: { label: string }) {
  return (
    <Button
      look="secondary"
      icon={<Printer aria-hidden="true" strokeWidth={1.75} className="size-5" />}
      onClick={() => window.print()}
    >
      {label}
    </Button>
  );
}
