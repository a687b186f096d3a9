"use client";

import { Map as MapIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { MapPanel } from "@/components/location/map-panel";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";

const wide = "(min-width: 40rem)";

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(wide);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** On a phone the map waits behind a button, so that it costs nobody data who reads the list. */
export function FoldedMap({ tall, ...props }: Parameters<typeof MapPanel>[0] & { tall?: boolean }) {
  const t = useTranslations("booking.centre");
  const isWide = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(wide).matches,
    () => false,
  );
  const [opened, setOpened] = useState(false);
  const shown = isWide || opened;
  return (
    <>
      {shown ? null : (
        <Button
          look="secondary"
          wide
          className="sm:hidden"
          icon={<MapIcon aria-hidden="true" strokeWidth={1.75} className="size-5" />}
          onClick={() => setOpened(true)}
        >
          {t("showMap")}
        </Button>
      )}
      <div
        className={cx(
          tall ? "h-80 lg:h-[min(44rem,calc(100dvh-4rem))]" : "h-80",
          shown ? "rounded-control border border-edge" : "hidden sm:block",
        )}
      >
        {shown ? <MapPanel {...props} className="h-full rounded-control" /> : null}
      </div>
    </>
  );
}
