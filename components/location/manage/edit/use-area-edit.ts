"use client";

import { useEffect, useReducer, useState } from "react";
import type { AreaDetail } from "../facts";
import { beginWith, step } from "./history";
import type { Shape } from "./shape";

export function shapeOf({ area }: AreaDetail): Shape {
  return area.type === "Polygon" ? [area.coordinates] : area.coordinates;
}

/** The area that is being edited: the version it began from, and every step since. */
export function useAreaEdit(area: AreaDetail | undefined, editing: boolean) {
  const [history, take] = useReducer(step, beginWith([]));
  const [base, setBase] = useState<AreaDetail | null>(null);

  function begin(from: AreaDetail) {
    setBase(from);
    take({ kind: "begin", shape: shapeOf(from) });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what others save meanwhile must not replace a drawing
  useEffect(() => {
    if (!editing) setBase(null);
    else if (area && base?.areaId !== area.areaId) begin(area);
  }, [editing, area?.areaId]);

  const changed = base !== null && history.present !== shapeOf(base) && history.past.length > 0;
  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [changed]);

  return { base, history, take, begin, setBase, changed };
}

export type AreaEdit = ReturnType<typeof useAreaEdit>;
