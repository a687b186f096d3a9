import Flatbush from "flatbush";
import { type Box, type Shape, shapeCovers } from "./area-shape";

/** Finds the items whose area covers a point. */
export interface ShapeIndex<Item> {
  covering(lng: number, lat: number): Item[];
  /** How many polygons may touch a box, by their own boxes. */
  countNear(box: Box): number;
}

/** Every polygon of an area stands in the index by itself, so that an island far off doesn't widen its box. */
export function shapeIndex<Item>(
  entries: readonly { item: Item; shapes: readonly Shape[] }[],
): ShapeIndex<Item> {
  const parts = entries.flatMap(({ item, shapes }) => shapes.map((shape) => ({ item, shape })));
  if (parts.length === 0) return { covering: () => [], countNear: () => 0 };
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
    countNear: ({ minX, minY, maxX, maxY }) => boxes.search(minX, minY, maxX, maxY).length,
  };
}
