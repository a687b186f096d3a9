"use client";

import type { ExpressionSpecification } from "maplibre-gl";
import type { MapColours } from "@/components/location/map/map-colours";
import { useMapKit } from "@/components/location/map/map-kit";

export interface MapAreas {
  /** Which way of reaching a centre is drawn; each has areas of its own. */
  method: string;
  /** Only this centre's area stands out; the others stay thin. */
  centreId?: string | null;
  /** Another number fetches the tiles anew, after an edit. */
  revision?: number;
}

/** The layer to ask what area lies under the pointer. */
export const areaFills = "area-fills";

/** Coverage areas as thin traces over the base, from the vector tiles. */
export function AreasLayer({ areas, colours }: { areas: MapAreas; colours: MapColours }) {
  const { Source, Layer } = useMapKit();
  const { method, centreId = null, revision = 0 } = areas;
  const tiles = `${window.location.origin}/api/tiles/coverage/{z}/{x}/{y}.mvt?r=${revision}`;
  const isCentre: ExpressionSpecification = ["==", ["get", "serviceCenterId"], centreId ?? ""];
  return (
    <Source key={revision} id="coverage" type="vector" tiles={[tiles]} minzoom={0} maxzoom={14}>
      <Layer
        id={areaFills}
        type="fill"
        source-layer="coverage"
        beforeId="centre-halo"
        filter={["==", ["get", "method"], method]}
        paint={{
          "fill-color": colours.signal,
          "fill-opacity": centreId === null ? 0.07 : ["case", isCentre, 0.16, 0.03],
        }}
      />
      <Layer
        id="area-lines"
        type="line"
        source-layer="coverage"
        beforeId="centre-halo"
        filter={["==", ["get", "method"], method]}
        paint={{
          "line-color": colours.signal,
          "line-opacity": centreId === null ? 0.55 : ["case", isCentre, 1, 0.3],
          "line-width": centreId === null ? 0.9 : ["case", isCentre, 2, 0.7],
        }}
      />
    </Source>
  );
}
