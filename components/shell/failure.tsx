"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

interface FailureProps {
  /** Next's digest of a server error; our logs carry it beside the correlation id. */
  digest?: string;
  onRetry: () => void;
}

export function Failure({ digest, onRetry }: FailureProps) {
  const t = useTranslations("common.failure");
  return (
    <EmptyState
      part="chip"
      heading="h1"
      title={t("title")}
      text={
        <>
          <p>{t("text")}</p>
          {digest ? (
            <p className="mt-2 text-sm">
              {t("correlation")} <span className="font-mono">{digest}</span>
            </p>
          ) : null}
        </>
      }
      action={<Button onClick={onRetry}>{t("action")}</Button>}
    />
  );
}
