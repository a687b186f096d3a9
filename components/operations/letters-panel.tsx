"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { LetterFact } from "@/server/platform/operations/overview";
import { DropDialog } from "./drop-dialog";
import { type MachineryContext, useMachinery } from "./use-machinery";
import { useMoment } from "./use-moment";
import { useOrder } from "./use-order";

interface LettersPanelProps {
  context: MachineryContext;
  letters: LetterFact[];
  onChanged: () => void;
}

/** What a consumer could not handle: to read, to try again, or to drop with a reason. */
export function LettersPanel({ context, letters, onChanged }: LettersPanelProps) {
  const t = useTranslations("operations.letters");
  const machinery = useMachinery(context);
  const { busy, give } = useOrder(onChanged);
  const [dropping, setDropping] = useState<LetterFact | null>(null);
  if (letters.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <>
      <ul className="grid gap-3">
        {letters.map((letter) => (
          <li key={keyOf(letter)}>
            <Letter
              letter={letter}
              busy={busy === keyOf(letter)}
              onRetry={() =>
                give(keyOf(letter), async () => {
                  const { consumer, eventId } = letter;
                  const { outcome } = await machinery.retryLetter({ consumer, eventId });
                  return t(outcome);
                })
              }
              onDrop={() => setDropping(letter)}
            />
          </li>
        ))}
      </ul>
      {dropping ? (
        <DropDialog
          letter={dropping}
          onClose={() => setDropping(null)}
          onDrop={async (reason) => {
            const { consumer, eventId } = dropping;
            const done = await give(keyOf(dropping), async () => {
              await machinery.dropLetter({ consumer, eventId, reason });
              return t("dropped");
            });
            if (done) setDropping(null);
          }}
          busy={busy !== null}
        />
      ) : null}
    </>
  );
}

function keyOf({ consumer, eventId }: LetterFact): string {
  return `${consumer} ${eventId}`;
}

interface LetterProps {
  letter: LetterFact;
  busy: boolean;
  onRetry: () => void;
  onDrop: () => void;
}

function Letter({ letter, busy, onRetry, onDrop }: LetterProps) {
  const t = useTranslations("operations.letters");
  const momentOf = useMoment();
  const { type, consumer, streamId, error, attempts, failedAt, waiting, data } = letter;
  return (
    <article aria-label={`${type}, ${consumer}`} className="grid min-w-0 gap-1.5 border-line border-t pt-2">
      <h3 className="break-words font-mono text-base">{type}</h3>
      <p className="break-words text-muted text-sm">
        <span className="font-mono">{consumer}</span>
        {", "}
        <span className="break-all font-mono">{streamId}</span>
      </p>
      <p className="break-words">{waiting ? t("waiting") : error}</p>
      <p className="text-muted text-sm">
        {t("failed", { time: momentOf(failedAt) })}, {t("attempts", { count: attempts })}
      </p>
      <details className="min-w-0">
        <summary className="min-h-6 w-fit cursor-pointer text-signal underline underline-offset-3">
          {t("read")}
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long event is scrolled by keys */}
        <pre tabIndex={0} className="mt-1 max-h-64 overflow-auto bg-sunken p-2 font-mono text-sm">
          {JSON.stringify(data, null, 2)}
        </pre>
      </details>
      <div className="flex flex-wrap gap-2">
        <Button look="secondary" busy={busy} onClick={onRetry}>
          {t("retry")}
        </Button>
        <Button look="quiet" onClick={onDrop}>
          {t("drop")}
        </Button>
      </div>
    </article>
  );
}
