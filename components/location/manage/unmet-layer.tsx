"use client";

import type { FeatureCollection, Point } from "geojson";
import { useMapColours } from "@/components/location/map/map-colours";
import { useMapKit } from "@/components/location/map-panel";
import type { UnmetCell } from "./facts";
import { cellKey } from "./view";

/** The layer to ask which cell lies under the pointer. */
export const unmetPoints = "unmet-points";

/** Pixels from far: the area of the mark grows with the count. */
export function unmetRadius(lookups: number): number {
  return Math.min(9, 1.6 + Math.sqrt(lookups) * 1.6);
}

/** Where lookups found nothing: open copper rings, larger where more was asked. */
export function UnmetLayer({ cells, selected }: { cells: UnmetCell[]; selected: string | null }) {
  const { Source, Layer } = useMapKit();
  const { attention } = useMapColours();
  const data: FeatureCollection<Point> = {
    type: "FeatureCollection",
    features: cells.map((cell) => ({
      type: "Feature",
      properties: {
        key: cellKey(cell),
        radius: unmetRadius(cell.lookups),
        selected: cellKey(cell) === selected,
      },
      geometry: { type: "Point", coordinates: [cell.lng, cell.lat] },
    })),
  };
  return (
    <Source id="unmet" type="geojson" data={data}>
      <Layer
        id={unmetPoints}
        type="circle"
        beforeId="centre-halo"
        paint={{
          "circle-radius": [
            "interpolate",
            ["exponential", 1.4],
            ["zoom"],
            3,
            ["*", 0.75, ["get", "radius"]],
            10,
            ["*", 2.6, ["get", "radius"]],
          ],
          "circle-color": attention,
          "circle-opacity": ["case", ["get", "selected"], 0.6, 0.18],
          "circle-stroke-color": attention,
          "circle-stroke-opacity": 0.8,
          "circle-stroke-width": ["case", ["get", "selected"], 3, 0.8],
        }}
      />
    </Source>
  );
}
