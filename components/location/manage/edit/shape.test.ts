import { expect, test } from "vitest";
import { grown, simpler } from "./grow";
import { beginWith, step } from "./history";
import {
  addCornerAfter,
  cornersOf,
  mayRemove,
  moveCorner,
  removeCorner,
  type Shape,
  squareKilometers,
} from "./shape";

/** A tenth of a degree each way at Gent: about 7 by 11.1 km. */
const square: Shape = [
  [
    [
      [3.7, 51],
      [3.8, 51],
      [3.8, 51.1],
      [3.7, 51.1],
      [3.7, 51],
    ],
  ],
];
const first = { part: 0, ring: 0, corner: 0 };

test("an area is measured on the spheroid, as the database does, and a hole is taken off", () => {
  expect(squareKilometers(square)).toBeCloseTo(78.01, 1);
  const hole = square[0]?.[0]?.map(([lng = 0, lat = 0]) => [
    3.75 + (lng - 3.75) / 2,
    51.05 + (lat - 51.05) / 2,
  ]);
  expect(squareKilometers([[square[0]?.[0] ?? [], hole ?? []]])).toBeCloseTo(78.01 * 0.75, 0);
});

test("a moved first corner keeps its ring closed", () => {
  const moved = moveCorner(square, first, { lng: 3.65, lat: 50.95 });
  const ring = moved[0]?.[0] ?? [];
  expect(ring[0]).toEqual([3.65, 50.95]);
  expect(ring.at(-1)).toEqual([3.65, 50.95]);
  expect(squareKilometers(moved)).toBeGreaterThan(squareKilometers(square));
});

test("corners are added halfway and removed again, and three stay", () => {
  const more = addCornerAfter(square, { ...first, corner: 3 });
  expect(cornersOf(more)).toHaveLength(5);
  expect(cornersOf(more)[4]).toMatchObject({ lng: 3.7, lat: 51.05 });
  expect(removeCorner(more, { ...first, corner: 4 })).toEqual(square);
  const triangle = removeCorner(square, first);
  expect(mayRemove(triangle, first)).toBe(false);
  expect(removeCorner(triangle, first)).toEqual(triangle);
});

test("growing and shrinking by a kilometre change each side by two", () => {
  const wider = grown(square, 1);
  const narrower = grown(square, -1);
  expect(squareKilometers(wider ?? [])).toBeCloseTo(9 * 13.1, -1);
  expect(squareKilometers(narrower ?? [])).toBeCloseTo(5 * 9.1, 0);
  expect(grown(square, -20)).toBeNull();
});

test("a simpler border keeps what matters of it", () => {
  const winding: Shape = [
    [
      [
        [3.7, 51],
        [3.75, 51.0001],
        [3.8, 51],
        [3.8, 51.1],
        [3.7, 51.1],
        [3.7, 51],
      ],
    ],
  ];
  expect(cornersOf(simpler(winding))).toHaveLength(4);
  expect(squareKilometers(simpler(winding))).toBeCloseTo(squareKilometers(winding), 0);
});

test("each step is taken back and done again, and a new one ends what was taken back", () => {
  const moved = moveCorner(square, first, { lng: 3.65, lat: 50.95 });
  const drawn = step(beginWith(square), { kind: "draw", shape: moved });
  const undone = step(drawn, { kind: "undo" });
  expect(undone.present).toBe(square);
  expect(step(undone, { kind: "undo" })).toBe(undone);
  expect(step(undone, { kind: "redo" }).present).toBe(moved);
  const other = step(undone, { kind: "draw", shape: removeCorner(square, first) });
  expect(step(other, { kind: "redo" })).toBe(other);
});
