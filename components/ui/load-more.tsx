"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

interface LoadMoreProps {
  shown: number;
  total: number;
  busy?: boolean;
  onMore: () => void;
}

export function LoadMore({ shown, total, busy, onMore }: LoadMoreProps) {
  const t = useTranslations("kit");
  return (
    <div className="flex flex-wrap items-center justify-center gap-4 py-3">
      <p role="status" className="text-muted text-sm">
        {t("shownOf", { shown, total })}
      </p>
      {shown < total ? (
        <Button look="secondary" busy={busy} onClick={onMore}>
          {t("loadMore")}
        </Button>
      ) : null}
    </div>
  );
}
