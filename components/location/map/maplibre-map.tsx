"use client";

import { Layer, Map as MapView, Marker, Popup, Source } from "react-map-gl/maplibre";
import { MapScene, type MapSceneProps } from "@/components/location/map/map-scene";

const kit = { Map: MapView, Source, Layer, Marker, Popup };

/** From our own address, so that the content policy needs no exception for it. */
const workerUrl = new URL("maplibre-gl/dist/maplibre-gl-worker.mjs", import.meta.url).toString();

export function MapLibreMap(props: MapSceneProps) {
  return <MapScene {...props} kit={kit} extra={{ workerUrl }} />;
}
