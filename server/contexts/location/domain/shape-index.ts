import Flatbush from "flatbush";
import { type Box, bandCovers, bandOf, type Shape } from "./area-shape";

/** Finds the items whose area covers a point. */
export interface ShapeIndex<Item> {
  covering(lng: number, lat: number): Item[];
  /** How many polygons may touch a box, by their own boxes. */
  countNear(box: Box): number;
}

/**
 * Every polygon of an area stands in the index by itself, so that an island far off doesn't widen its box. All edges
 * lie in one stretch of memory: a lookup among ten thousand areas costs what the memory costs that it touches.
 */
export function shapeIndex<Item>(
  entries: readonly { item: Item; shapes: readonly Shape[] }[],
): ShapeIndex<Item> {
  const parts = entries.flatMap(({ item, shapes }) => shapes.map((shape) => ({ item, shape })));
  if (parts.length === 0) return { covering: () => [], countNear: () => 0 };
  const items = parts.map(({ item }) => item);
  const { places, starts, edges } = packed(parts.map(({ shape }) => shape));
  const boxes = new Flatbush(parts.length);
  for (const { shape } of parts) boxes.add(shape.box.minX, shape.box.minY, shape.box.maxX, shape.box.maxY);
  boxes.finish();

  const covers = (part: number, x: number, y: number): boolean => {
    const at = 4 * part;
    const first = places[at + 2] ?? 0;
    const band = first + bandOf(places[at] ?? 0, places[at + 1] ?? 0, places[at + 3] ?? 1, y);
    return bandCovers(edges, starts[band] ?? 0, starts[band + 1] ?? 0, x, y);
  };
  return {
    covering(lng, lat) {
      const found: Item[] = [];
      boxes.search(lng, lat, lng, lat, (part) => {
        const item = items[part];
        if (item !== undefined && covers(part, lng, lat) && !found.includes(item)) found.push(item);
        return false;
      });
      return found;
    },
    countNear: ({ minX, minY, maxX, maxY }) => boxes.search(minX, minY, maxX, maxY).length,
  };
}

/** All shapes behind each other: per shape its southern edge, bands per degree, first band and number of bands. */
function packed(shapes: readonly Shape[]) {
  const bands = shapes.reduce((sum, shape) => sum + shape.bandStarts.length, 0);
  const numbers = shapes.reduce((sum, shape) => sum + shape.edges.length, 0);
  const places = new Float64Array(4 * shapes.length);
  const starts = new Uint32Array(bands);
  const edges = new Float64Array(numbers);
  let band = 0;
  let number = 0;
  for (const [index, shape] of shapes.entries()) {
    places.set([shape.box.minY, shape.bandsPerDegree, band, shape.bandStarts.length - 1], 4 * index);
    for (const start of shape.bandStarts) starts[band++] = number / 4 + start;
    edges.set(shape.edges, number);
    number += shape.edges.length;
  }
  return { places, starts, edges };
}
