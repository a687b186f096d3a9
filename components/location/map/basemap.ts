import type { StyleSpecification } from "maplibre-gl";
import type { MapColours } from "@/components/location/map/map-colours";

/** Land, borders and cities from our own files: a quiet board on which everything else is drawn. */
export function basemap(colours: MapColours): StyleSpecification {
  const { paper, raised, sunken, edge, line, muted, fonts } = colours;
  const home = window.location.origin;
  return {
    version: 8,
    sources: {
      europe: { type: "geojson", data: `${home}/map/europe.json`, attribution: "Natural Earth" },
      cities: { type: "geojson", data: `${home}/map/cities.json`, attribution: "GeoNames" },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": sunken } },
      {
        id: "land",
        type: "fill",
        source: "europe",
        filter: ["==", ["get", "kind"], "land"],
        paint: { "fill-color": ["case", ["get", "served"], raised, paper] },
      },
      {
        id: "coast",
        type: "line",
        source: "europe",
        filter: ["==", ["get", "kind"], "land"],
        paint: { "line-color": line, "line-width": 1 },
      },
      {
        id: "borders",
        type: "line",
        source: "europe",
        filter: ["==", ["get", "kind"], "border"],
        layout: { "line-join": "round" },
        paint: {
          "line-color": edge,
          "line-opacity": 0.6,
          "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 9, 1.6],
        },
      },
      {
        id: "city-points",
        type: "circle",
        source: "cities",
        minzoom: 5,
        filter: cityFilter,
        paint: { "circle-radius": 1.8, "circle-color": muted },
      },
      {
        id: "city-names",
        type: "symbol",
        source: "cities",
        minzoom: 4.5,
        filter: cityFilter,
        layout: {
          "text-field": ["get", "name"],
          "text-font": fonts,
          "text-size": ["interpolate", ["linear"], ["zoom"], 5, 11, 10, 14],
          "text-anchor": "top",
          "text-offset": [0, 0.35],
          "text-max-width": 8,
          "symbol-sort-key": ["-", ["get", "population"]],
        },
        paint: { "text-color": muted, "text-halo-color": raised, "text-halo-width": 1.2 },
      },
    ],
  };
}

/** Smaller cities come in as one comes near. */
const cityFilter: NonNullable<Extract<StyleSpecification["layers"][number], { type: "symbol" }>["filter"]> = [
  ">=",
  ["get", "population"],
  ["step", ["zoom"], 1_000_000, 5.5, 400_000, 6.5, 150_000, 7.5, 70_000, 8.5, 0],
];
