"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { verbs } from "@/components/trpc/lazy";
import { time } from "@/components/ui/format";
import { LiveDot } from "@/components/ui/live-dot";
import { useRouter } from "@/i18n/navigation";

interface FollowProps {
  token: string;
  /** Where the page's own reading stood: everything after it is told. */
  after: number;
  /** The state in words, said aloud when it changes. */
  status: string;
}

/** Keeps the page as the repair is: each change that the centre makes is fetched and said, politely. */
export function Follow({ token, after, status }: FollowProps) {
  const t = useTranslations("tracking");
  const locale = useLocale();
  const router = useRouter();
  const [state, setState] = useState<"on" | "connecting" | "off">("connecting");
  const [since, setSince] = useState("");
  const first = useRef(status);
  const start = useRef(after);

  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    verbs().then(({ customer }) => {
      if (gone) return;
      const subscription = customer.tracking.changes.subscribe(
        { token, after: start.current },
        {
          onConnectionStateChange: ({ state: now }) => {
            setState(now === "pending" ? "on" : now === "connecting" ? "connecting" : "off");
          },
          onData: () => router.refresh(),
          onError: () => setState("off"),
        },
      );
      stop = () => subscription.unsubscribe();
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, [token, router]);

  useEffect(() => {
    if (state === "off")
      setSince(time(new Date().toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone, locale));
  }, [state, locale]);

  return (
    <div className="flex items-center gap-3" data-print="hide">
      <LiveDot state={state} since={since} />
      <p role="status" className="sr-only">
        {status === first.current ? null : t("changed", { status })}
      </p>
    </div>
  );
}
