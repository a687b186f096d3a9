"use client";

import { createContext, useContext } from "react";
import type * as maplibre from "react-map-gl/maplibre";

/** The parts of react-map-gl that maps here are made of; both libraries behind it offer the same ones. */
export type MapKit = Pick<typeof maplibre, "Map" | "Source" | "Layer" | "Marker" | "Popup">;

export const MapKitContext = createContext<MapKit | null>(null);

/** For children of a MapPanel that draw on it: `const { Source, Layer } = useMapKit()`. */
export function useMapKit(): MapKit {
  const kit = useContext(MapKitContext);
  if (kit === null) throw new Error("Only children of a MapPanel can draw on it");
  return kit;
}
