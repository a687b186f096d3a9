import { type Ring, type Shape, shapeOf } from "../domain/area-shape";

const polygonType = 3;
const multiPolygonType = 6;

/** Reads a polygon or multipolygon as ST_AsBinary writes it (OGC WKB): doubles bit for bit, nothing rounded. */
export function shapesOfWkb(bytes: Uint8Array): Shape[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const header = (): { little: boolean; type: number } => {
    const little = view.getUint8(at) === 1;
    const type = view.getUint32(at + 1, little);
    at += 5;
    return { little, type };
  };
  const count = (little: boolean): number => {
    at += 4;
    return view.getUint32(at - 4, little);
  };
  const ring = (little: boolean): Ring => {
    const numbers = new Float64Array(2 * count(little));
    for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat64(at + 8 * i, little);
    at += 8 * numbers.length;
    return numbers;
  };
  const polygon = (little: boolean): Shape =>
    shapeOf(Array.from({ length: count(little) }, () => ring(little)));

  const { little, type } = header();
  if (type === polygonType) return [polygon(little)];
  if (type !== multiPolygonType) throw new Error(`expected a polygon, found WKB type ${type}`);
  return Array.from({ length: count(little) }, () => polygon(header().little));
}
