import type { ErrorCode } from "@/server/kernel/errors";
import { isTransient } from "@/server/kernel/errors";
import { refusalOf } from "@/server/platform/trpc";
import type { Portal } from "./portal";
import { inProcess, sleep } from "./world";

export type Told = { ok: true; value: unknown } | { ok: false; code: ErrorCode };

/** A command as its caller sees it: all final answers that it got under one key. */
export interface Asked {
  verb: string;
  key: string;
  answers: Told[];
  /** It came back when all was quiet, so it must have an answer. */
  cameBack: boolean;
}

/**
 * Someone at a browser, who asks, asks again when the answer does not come, sometimes asks twice at once, and
 * mostly comes back later to see.
 */
export function askAsACustomer(portal: Portal, verb: string, key: string, input: object): Asked {
  const { world } = portal;
  const asked: Asked = { verb, key, answers: [], cameBack: world.chance.happens(0.7) };
  const browser = () => portal.start(`browser of ${key}`, undefined);
  const once = () =>
    inProcess(browser(), () => ask(portal, asked, input, 4, () => 200 + world.chance.next() * 8_000));
  once();
  if (world.chance.happens(0.3)) world.after(world.chance.next() * 20_000, once);
  return asked;
}

/** Asks once more under the same key, when nothing fails any more, until there is a final answer. */
export function askInQuiet(portal: Portal, asked: Asked, input: object): void {
  if (!asked.cameBack) return;
  const browser = portal.start(`browser of ${asked.key}`, undefined);
  inProcess(browser, () => ask(portal, asked, input, 40, () => 60_000));
}

async function ask(portal: Portal, asked: Asked, input: object, most: number, pauseMillis: () => number) {
  for (let attempt = 1; attempt <= most; attempt++) {
    const told = await tell(portal, asked, input);
    if (told.ok || !isTransient(told.code)) {
      portal.world.tell(() => `is told ${JSON.stringify(told)}`);
      asked.answers.push(told);
      return;
    }
    await sleep(pauseMillis());
  }
}

async function tell(portal: Portal, { verb, key }: Asked, input: object): Promise<Told> {
  const caller = {
    actor: { kind: "guest" } as const,
    clientKey: `browser-${key}`,
    correlationId: key,
    idempotencyKey: key,
    locale: "en",
  };
  const mutate = verb.split(".").reduce<unknown>((door, name) => (door as Record<string, unknown>)[name], {
    customer: portal.doors.contextsFor(caller).customer,
  }) as { mutate(input: object): Promise<unknown> };
  try {
    return { ok: true, value: await mutate.mutate(input) };
  } catch (error) {
    return { ok: false, code: refusalOf(error).code };
  }
}
