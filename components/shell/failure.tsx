"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

interface FailureProps {
  /** What the server let us know of its error: `<code>[:<context>].<correlation id>`, or Next's own number. */
  digest?: string;
  onRetry: () => void;
}

export function Failure({ digest, onRetry }: FailureProps) {
  const [name = "", correlationId] = (digest ?? "").split(".");
  const [code, context] = name.split(":");
  const away = code === "unavailable";
  const t = useTranslations(away ? "common.away" : "common.failure");
  const missing = away && context && t.has(`without.${context}`) ? `without.${context}` : undefined;
  const number = correlationId ?? name;
  return (
    <EmptyState
      part={away ? "cable" : "chip"}
      heading="h1"
      title={t("title")}
      text={
        <>
          <p>{t("text")}</p>
          {missing === undefined ? null : <p className="mt-2">{t(missing)}</p>}
          {number ? (
            <p className="mt-2 text-sm">
              {t("correlation")} <span className="font-mono">{number}</span>
            </p>
          ) : null}
        </>
      }
      action={<Button onClick={onRetry}>{t("action")}</Button>}
    />
  );
}
