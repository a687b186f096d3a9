"use client";

import dynamic from "next/dynamic";
import type { MapSceneProps } from "@/components/location/map/map-scene";
import { cx } from "@/components/ui/cx";
import { Skeleton } from "@/components/ui/skeleton";

export type { MapCentre } from "@/components/location/map/centres-layer";
export { useMapKit } from "@/components/location/map/map-kit";

const MapLibreMap = dynamic(
  () => import("@/components/location/map/maplibre-map").then((module) => module.MapLibreMap),
  { ssr: false, loading: () => <Loading /> },
);
const MapboxMap = dynamic(
  () => import("@/components/location/map/mapbox-map").then((module) => module.MapboxMap),
  { ssr: false, loading: () => <Loading /> },
);

interface MapPanelProps extends MapSceneProps {
  /** Mapbox's public token; without it MapLibre draws. */
  token?: string | null;
  /** Its size: the panel fills what it is given. */
  className?: string;
}

/**
 * Centres, areas and a place on the board-like map of Europe. The library is fetched only when a panel is shown.
 * A map is never the only way: give the same choice as a list or table, with the selection in step.
 */
export function MapPanel({ token, className, ...props }: MapPanelProps) {
  return (
    <div className={cx("relative overflow-hidden bg-sunken", className)} data-map>
      {token ? <MapboxMap {...props} token={token} /> : <MapLibreMap {...props} />}
    </div>
  );
}

function Loading() {
  return (
    <div className="grid h-full place-items-center">
      <Skeleton lines={2} />
    </div>
  );
}
