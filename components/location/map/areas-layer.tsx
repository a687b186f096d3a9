"use client";

import type { ExpressionSpecification } from "maplibre-gl";
import type { MapColours } from "@/components/location/map/map-colours";
import { useMapKit } from "@/components/location/map/map-kit";

export interface MapAreas {
  /** Which way of reaching a centre is drawn; each has areas of its own. null: all of them. */
  method: string | null;
  /** Only this centre's area stands out; the others stay thin. */
  centreId?: string | null;
  /** This one area instead of all that the centre has. */
  areaId?: string | null;
  /** Left out, because it is drawn anew. */
  withoutId?: string | null;
  /** Another number fetches the tiles anew, after an edit. */
  revision?: number;
}

/** The layer to ask what area lies under the pointer. */
export const areaFills = "area-fills";

/** Coverage areas as thin traces over the base, from the vector tiles. */
export function AreasLayer({ areas, colours }: { areas: MapAreas; colours: MapColours }) {
  const { Source, Layer } = useMapKit();
  const { method, centreId = null, areaId = null, withoutId = null, revision = 0 } = areas;
  const only = method === null ? "" : `method=${method}&`;
  const tiles = `${window.location.origin}/api/tiles/coverage/{z}/{x}/{y}.mvt?${only}r=${revision}`;
  const chosen = areaId ?? centreId;
  const isCentre: ExpressionSpecification = [
    "==",
    ["get", areaId === null ? "serviceCenterId" : "id"],
    chosen ?? "",
  ];
  const shown: ExpressionSpecification = [
    "all",
    method === null ? true : ["==", ["get", "method"], method],
    withoutId === null ? true : ["!=", ["get", "id"], withoutId],
  ];
  return (
    <Source key={tiles} id="coverage" type="vector" tiles={[tiles]} minzoom={0} maxzoom={14}>
      <Layer
        id={areaFills}
        type="fill"
        source-layer="areas"
        beforeId="centre-halo"
        filter={shown}
        paint={{
          "fill-color": colours.signal,
          "fill-opacity": chosen === null ? 0.07 : ["case", isCentre, 0.16, 0.03],
        }}
      />
      <Layer
        id="area-lines"
        type="line"
        source-layer="areas"
        beforeId="centre-halo"
        filter={shown}
        paint={{
          "line-color": colours.signal,
          "line-opacity": chosen === null ? 0.55 : ["case", isCentre, 1, 0.3],
          "line-width": chosen === null ? 0.9 : ["case", isCentre, 2, 0.7],
        }}
      />
    </Source>
  );
}
