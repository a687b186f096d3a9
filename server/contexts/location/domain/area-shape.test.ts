import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Shape, shapeCovers, shapeOf } from "./area-shape";

function shape(...rings: [number, number][][]): Shape {
  return shapeOf(rings.map((ring) => Float64Array.from([...ring, ...ring.slice(0, 1)].flat())));
}

const square: [number, number][] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
];
const hole: [number, number][] = [
  [1, 1],
  [3, 1],
  [3, 3],
  [1, 3],
];

describe("an area covers", () => {
  it("its inside, its edges and its corners", () => {
    for (const [x, y] of [[2, 2], [0, 2], [4, 2], [2, 0], [2, 4], ...square] as const) {
      expect(shapeCovers(shape(square), x, y), `${x} ${y}`).toBe(true);
    }
    for (const [x, y] of [
      [-1, 2],
      [5, 2],
      [2, -1],
      [2, 5],
      [-1, 0],
      [5, 0],
      [-1, 4],
      [5, 4],
    ] as const) {
      expect(shapeCovers(shape(square), x, y), `${x} ${y}`).toBe(false);
    }
  });

  it("the border of its hole, but not the hole", () => {
    const ring = shape(square, hole);
    expect(shapeCovers(ring, 2, 2)).toBe(false);
    expect(shapeCovers(ring, 1, 2)).toBe(true);
    expect(shapeCovers(ring, 3, 3)).toBe(true);
    expect(shapeCovers(ring, 0.5, 2)).toBe(true);
  });

  it("the same points whichever way its rings turn", () => {
    const clockwise = shape([...square].reverse());
    expect(shapeCovers(clockwise, 2, 2)).toBe(true);
    expect(shapeCovers(clockwise, 4, 2)).toBe(true);
    expect(shapeCovers(clockwise, 4.1, 2)).toBe(false);
  });

  it("every point that lies exactly on an edge, of any star", () => {
    const spokes = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(spokes, (lengths) => {
        // Corners on a grid of sixteenths, so that the middle of an edge is a number without rounding.
        const corners = lengths.map((length, index): [number, number] => {
          const angle = (2 * Math.PI * index) / lengths.length;
          return [
            Math.round(length * 16 * Math.cos(angle)) / 16,
            Math.round(length * 16 * Math.sin(angle)) / 16,
          ];
        });
        const star = shape(corners);
        return corners.every(([x, y], index) => {
          const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
          return shapeCovers(star, x, y) && shapeCovers(star, (x + nextX) / 2, (y + nextY) / 2);
        });
      }),
      { numRuns: 500 },
    );
  });
});
