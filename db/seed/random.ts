/** A seeded stream of numbers: the same seed gives the same network on every machine. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number between both ends, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks an item; its chance is its weight over the sum of all weights. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  /** Roughly normal, by the sum of four uniform numbers. */
  normal(mean: number, deviation: number): number;
  /** A UUIDv7 whose time part is the given instant. */
  uuid(epochMs: number): string;
  /** An independent stream: adding draws to one never shifts another. */
  fork(label: string): Random;
};

/** Hashes text to 128 bits (cyrb128 by bryc, public domain). */
function hash128(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  const all = h1 ^ h2 ^ h3 ^ h4;
  return [all >>> 0, (h2 ^ all) >>> 0, (h3 ^ all) >>> 0, (h4 ^ all) >>> 0];
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand, public domain). */
function sfc32(seed: string): () => number {
  let [a, b, c, d] = hash128(seed);
  return () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hexOf(value: number, bytes: number): string {
  let text = "";
  for (let i = bytes - 1; i >= 0; i--) text += HEX[Math.floor(value / 2 ** (8 * i)) % 256];
  return text;
}

export function createRandom(seed: string): Random {
  const draw = sfc32(seed);
  for (let i = 0; i < 12; i++) draw();
  const next = () => draw() / 4294967296;

  function pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new Error("There is nothing to pick from");
    return item;
  }

  function weighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
    let rest = next() * items.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of items) {
      rest -= weightOf(item);
      if (rest < 0) return item;
    }
    return pick(items);
  }

  function uuid(epochMs: number): string {
    const high = hexOf(epochMs, 6);
    const a = draw();
    const b = draw();
    const c = draw();
    const versioned = hexOf(0x7000 | (a & 0x0fff), 2);
    const variant = hexOf(0x8000 | ((a >>> 12) & 0x3fff), 2);
    return `${high.slice(0, 8)}-${high.slice(8)}-${versioned}-${variant}-${hexOf(b, 4)}${hexOf(c & 0xffff, 2)}`;
  }

  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted,
    normal: (mean, deviation) => mean + (next() + next() + next() + next() - 2) * Math.sqrt(3) * deviation,
    uuid,
    fork: (label) => createRandom(`${seed}/${label}`),
  };
}
