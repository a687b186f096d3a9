"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { CountField } from "./count-field";
import type { Count } from "./types";
import { useCountMoves } from "./use-count-moves";

/** The lines of a count that is open: a number for each part, kept at once; nobody is told what to expect. */
export function CountLines({ count }: { count: Count }) {
  const t = useTranslations("stock.count");
  const { move, busy, problem, readAgain } = useCountMoves(count);
  const [leaving, setLeaving] = useState(false);
  const counted = count.lines.filter((line) => line.counted !== null).length;
  const left = count.lines.length - counted;
  return (
    <div className="grid max-w-3xl gap-3">
      <p className="max-w-text">{t("intro")}</p>
      <p role="status" className="font-semibold">
        {t("progress", { counted, lines: count.lines.length })}
      </p>
      {problem ? <ProblemNotice {...problem} /> : null}
      <ul className="divide-y divide-line border-line border-y">
        {count.lines.map((line) => (
          <CountField
            key={line.partId}
            countId={count.id}
            line={line}
            may={count.mayCount}
            onKept={readAgain}
          />
        ))}
      </ul>
      {count.mayCount ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={busy === "finish"} onClick={() => move("finish")}>
            {t("finish")}
          </Button>
          <Button look="quiet" onClick={() => setLeaving(true)}>
            {t("giveUp")}
          </Button>
          {left > 0 ? <p className="text-muted">{t("left", { count: left })}</p> : null}
        </div>
      ) : null}
      <Dialog
        open={leaving}
        onOpenChange={setLeaving}
        title={t("giveUpSure")}
        footer={
          <>
            <Button look="secondary" onClick={() => setLeaving(false)}>
              {t("keepCounting")}
            </Button>
            <Button look="stop" busy={busy === "giveUp"} onClick={() => move("giveUp")}>
              {t("giveUp")}
            </Button>
          </>
        }
      />
    </div>
  );
}
