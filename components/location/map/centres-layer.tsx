"use client";

import type { FeatureCollection, Point } from "geojson";
import type { MapColours } from "@/components/location/map/map-colours";
import { useMapKit } from "@/components/location/map/map-kit";

export interface MapCentre {
  id: string;
  name: string;
  lat: number;
  lng: number;
  /** Drawn larger and filled, whatever is selected: centres that matter in this view. */
  emphasis?: boolean;
  /** A figure of its own, drawn by tint, size and number. */
  mark?: CentreMark;
}

export interface CentreMark {
  /** #rrggbb inside the ring. */
  fill: string;
  /** Of the number on it. */
  ink: string;
  /** In pixels, seen from far; near it is twice as large. */
  radius: number;
  /** Shown where there is room for it. */
  number: string;
}

/** The layer to ask what lies under the pointer. */
export const centrePoints = "centre-points";

/** Every centre's name begins with it; on a map of ours it says nothing. */
const houseName = /^MyComputer /;

interface CentresLayerProps {
  centres: MapCentre[];
  selectedId: string | null;
  colours: MapColours;
}

/** Centres as vias on the board: a ring, filled when chosen, with their names as there is room. */
export function CentresLayer({ centres, selectedId, colours }: CentresLayerProps) {
  const { Source, Layer } = useMapKit();
  const data: FeatureCollection<Point> = {
    type: "FeatureCollection",
    features: centres.map(({ id, name, lat, lng, emphasis, mark }) => ({
      type: "Feature",
      properties: {
        id,
        name: name.replace(houseName, ""),
        selected: id === selectedId,
        emphasis: emphasis ?? false,
        ...mark,
      },
      geometry: { type: "Point", coordinates: [lng, lat] },
    })),
  };
  const { signal, raised, ink, fonts } = colours;
  return (
    <Source id="centres" type="geojson" data={data}>
      <Layer
        id="centre-halo"
        type="circle"
        filter={["get", "selected"]}
        paint={{ "circle-radius": 17, "circle-color": signal, "circle-opacity": 0.22 }}
      />
      <Layer
        id={centrePoints}
        type="circle"
        layout={{ "circle-sort-key": ["case", ["get", "selected"], 1, 0] }}
        paint={{
          "circle-radius": [
            "interpolate",
            ["linear"],
            ["zoom"],
            3,
            [
              "case",
              ["has", "radius"],
              ["get", "radius"],
              ["get", "selected"],
              6,
              ["get", "emphasis"],
              5,
              3.2,
            ],
            9,
            ["case", ["has", "radius"], ["+", 8, ["get", "radius"]], ["get", "selected"], 8.5, 6.5],
          ],
          "circle-color": [
            "case",
            ["has", "fill"],
            ["get", "fill"],
            ["any", ["get", "selected"], ["get", "emphasis"]],
            signal,
            raised,
          ],
          "circle-stroke-color": signal,
          "circle-stroke-width": [
            "interpolate",
            ["linear"],
            ["zoom"],
            3,
            ["case", ["has", "radius"], 1.2, 2],
            9,
            ["case", ["has", "radius"], 1.6, 3.5],
          ],
        }}
      />
      <Layer
        id="centre-numbers"
        type="symbol"
        minzoom={5}
        filter={["has", "number"]}
        layout={{
          "text-field": ["get", "number"],
          "text-font": ["SemiBold", ...fonts],
          "text-size": ["interpolate", ["linear"], ["zoom"], 5, 9, 9, 12],
          "text-padding": 0,
        }}
        paint={{ "text-color": ["to-color", ["get", "ink"], ink] }}
      />
      <Layer
        id="centre-names"
        type="symbol"
        minzoom={6}
        layout={{
          "text-field": ["get", "name"],
          "text-font": ["SemiBold", ...fonts],
          "text-size": 13,
          "text-variable-anchor": ["left", "right", "bottom", "top"],
          "text-radial-offset": ["case", ["has", "radius"], 1.35, 0.95],
          "text-justify": "auto",
          "symbol-sort-key": ["case", ["get", "selected"], 0, 1],
        }}
        paint={{ "text-color": ink, "text-halo-color": raised, "text-halo-width": 1.6 }}
      />
    </Source>
  );
}
