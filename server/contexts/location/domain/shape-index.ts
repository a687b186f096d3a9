import Flatbush from "flatbush";
import { type Shape, shapeCovers } from "./area-shape";

/** Finds the items whose area covers a point. */
export interface ShapeIndex<Item> {
  covering(lng: number, lat: number): Item[];
}

/** Every polygon of an area stands in the index by itself, so that an island far off doesn't widen its box. */
export function shapeIndex<Item>(
  entries: readonly { item: Item; shapes: readonly Shape[] }[],
): ShapeIndex<Item> {
  const parts = entries.flatMap(({ item, shapes }) => shapes.map((shape) => ({ item, shape })));
  if (parts.length === 0) return { covering: () => [] };
  const boxes = new Flatbush(parts.length);
  for (const { shape } of parts) boxes.add(shape.box.minX, shape.box.minY, shape.box.maxX, shape.box.maxY);
  boxes.finish();
  return {
    covering(lng, lat) {
      const found = new Set<Item>();
      boxes.search(lng, lat, lng, lat, (position) => {
        const part = parts[position];
        if (part !== undefined && shapeCovers(part.shape, lng, lat)) found.add(part.item);
        return false;
      });
      return [...found];
    },
  };
}
