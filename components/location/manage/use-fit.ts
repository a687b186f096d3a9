"use client";

import { useEffect, useRef } from "react";
import type { Area, CentreLoad } from "./facts";
import { pointOf, type View } from "./view";

interface Point {
  lat: number;
  lng: number;
}

function cornersOfBox([west, south, east, north]: Area["bbox"]): Point[] {
  return [
    { lng: west, lat: south },
    { lng: east, lat: north },
  ];
}

/** What the map should hold in view: what is chosen, nearest first; undefined for nothing in particular. */
function wanted(view: View, centres: CentreLoad[], areas: Area[]): Point[] | undefined {
  const area = areas.find(({ areaId }) => areaId === view.area);
  if (area) return cornersOfBox(area.bbox);
  const cell = pointOf(view.cell);
  if (cell) return [cell];
  if (view.at) return [view.at];
  const centre = centres.find(({ serviceCenterId }) => serviceCenterId === view.centre);
  if (centre) {
    const own = areas.find(
      ({ serviceCenterId, method }) => serviceCenterId === view.centre && method === view.method,
    );
    return own ? cornersOfBox(own.bbox) : [centre];
  }
  if (view.country === null) return undefined;
  return centres.filter(({ country }) => country === view.country);
}

/** The points for the map's `fit`; when a choice is given up the view stays where it is. */
export function useFit(view: View, centres: CentreLoad[], areas: Area[]): Point[] | undefined {
  const points = wanted(view, centres, areas);
  const last = useRef(points);
  useEffect(() => {
    if (points !== undefined) last.current = points;
  });
  return points ?? last.current;
}
