const rounds = 200;
const atOnce = 4;

/** A race run many times, a few at once. */
export async function manyRounds(round: () => Promise<void>): Promise<void> {
  for (let done = 0; done < rounds; done += atOnce) await Promise.all(Array.from({ length: atOnce }, round));
}

/** Starts all of it at once, in an order of its own each time, and up to a few milliseconds apart. */
export function inAnyOrder(
  works: readonly (() => PromiseLike<unknown>)[],
): Promise<PromiseSettledResult<unknown>[]> {
  return Promise.allSettled(works.map((work) => soon().then(work)));
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
}
