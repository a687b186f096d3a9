"use client";

import { type RefObject, useEffect, useRef } from "react";
import { useMapColours } from "@/components/location/map/map-colours";
import { type Drawing, startDrawing } from "./drawing";
import { type Shape, withOutline } from "./shape";

interface DrawingInput {
  /** null while there is no map, or nothing is edited. */
  map: unknown;
  library: "maplibre" | "mapbox";
  shape: Shape;
  onDraw: (shape: Shape) => void;
}

/** Keeps the drawing on the map and the shape in step, whichever of them changes. */
export function useDrawing({ map, library, shape, onDraw }: DrawingInput): void {
  const colours = useMapColours();
  const drawing: RefObject<Drawing | null> = useRef(null);
  const latest = useRef({ shape, onDraw });
  useEffect(() => {
    latest.current = { shape, onDraw };
    drawing.current?.show(shape);
  });

  useEffect(() => {
    if (map === null) return;
    let ended = false;
    startDrawing({
      map,
      library,
      colours,
      onDraw: (part, outline) => {
        const { shape: before, onDraw: tell } = latest.current;
        if (JSON.stringify(before[part]?.[0]) !== JSON.stringify(outline)) {
          tell(withOutline(before, part, outline));
        }
      },
    }).then((started) => {
      if (ended) return started.stop();
      drawing.current = started;
      started.show(latest.current.shape);
    });
    return () => {
      ended = true;
      drawing.current?.stop();
      drawing.current = null;
    };
  }, [map, library, colours]);
}
