import { afterAll, expect, test, vi } from "vitest";
import { plantedFaults, sagasWith, seenAt } from "./faults";
import { simulate } from "./simulate";
import { thisProcess } from "./world";

vi.mock("@/server/platform/sagas/next-move", async (original) => {
  const real = await original<typeof import("@/server/platform/sagas/next-move")>();
  const { plantedMove } = await import("./planted-moves");
  const nextMove: typeof real.nextMove = (...about) =>
    plantedMove(real.nextMove, thisProcess().world.faults)(...about);
  return { ...real, nextMove };
});

const most = Number(process.env.SIMULATION_SEEDS ?? 1_500);
const caught: string[] = [];
afterAll(() => {
  if (process.env.SIMULATION_SHOW !== undefined) console.log(caught.join("\n"));
});

test.each(plantedFaults)("%s is caught", { timeout: 240_000 }, async (fault) => {
  const sagas = sagasWith(fault);
  const from = seenAt[fault] ?? 1;
  for (let seed = from; seed < from + most; seed++) {
    const { violations } = await simulate(seed, { faults: [fault], sagas });
    const [violation] = violations;
    if (violation === undefined) continue;
    caught.push(`| \`${fault}\` | ${seed} | ${violation.invariant} |`);
    return;
  }
  expect.fail(`${fault} was not caught on ${most} seeds from ${from}`);
});
