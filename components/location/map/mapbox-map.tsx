"use client";

import "mapbox-gl/dist/mapbox-gl.css";
import { Layer, Map as MapView, Marker, Popup, Source } from "react-map-gl/mapbox";
import type { MapKit } from "@/components/location/map/map-kit";
import { MapScene, type MapSceneProps } from "@/components/location/map/map-scene";

// The two libraries differ in types that none of our maps touch.
const kit = { Map: MapView, Source, Layer, Marker, Popup } as unknown as MapKit;

/** mapbox-gl wants an address for letters in every style that has some; with a local font it fetches nothing there. */
const styleExtra = { glyphs: "mapbox://fonts/mapbox/{fontstack}/{range}.pbf" };

export function MapboxMap({ token, ...props }: MapSceneProps & { token: string }) {
  const extra = { mapboxAccessToken: token, localFontFamily: "sans-serif", projection: "mercator" };
  return <MapScene {...props} kit={kit} extra={extra} styleExtra={styleExtra} />;
}
