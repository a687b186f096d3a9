import {
  type DecisionLog,
  driveTwoPhase,
  type Part,
} from "@/server/contexts/payment/adapters/drive-two-phase";
import { DomainError } from "@/server/kernel/errors";
import type { VerbContext } from "@/server/platform/call";
import { hasDatabaseCode } from "@/server/platform/database-errors";
import { refusalOf } from "@/server/platform/trpc";
import type { Verbs } from "./doors";
import { lockNotAvailable, type Store, type Transaction } from "./store";

/** An entry of the coordinator's log. */
export interface TwoPhase {
  id: string;
  subject: string;
  state: "preparing" | "committed" | "aborted";
  ended: boolean;
  claimedUntil: number;
}

const claimMillis = 8_000;
const preparedTooLongMillis = 10_000;
const gidOf = (store: Store, id: string) => `${store.name}:${id}`;

/** As preparePart() in server/platform/two-phase/participant.ts. */
async function preparePart(store: Store, id: string, work: (tx: Transaction) => Promise<void>) {
  await store.roundTrip();
  if (store.prepared.has(gidOf(store, id)) || store.rows.get(`outcomes/${id}`) === "committed") return;
  try {
    await store.prepare(gidOf(store, id), async (tx) => {
      if (!(await tx.insert(`outcomes/${id}`, "committed", 2_000, lockNotAvailable))) {
        throw new DomainError("conflict");
      }
      await work(tx);
    });
  } catch (error) {
    if (!hasDatabaseCode(error, lockNotAvailable)) throw error;
    throw new DomainError("command_in_progress");
  }
}

async function commitPart(store: Store, id: string): Promise<void> {
  if (await store.endPrepared(gidOf(store, id), "commit")) return;
  if (store.rows.get(`outcomes/${id}`) !== "committed") throw new DomainError("conflict");
}

const abortAttempts = 20;

async function abortPart(store: Store, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await store.endPrepared(gidOf(store, id), "rollBack");
    try {
      const outcome = await store.write(async (tx) => {
        await tx.insert(`outcomes/${id}`, "aborted", 500, lockNotAvailable);
        return tx.get(`outcomes/${id}`);
      });
      if (outcome === "committed") throw new DomainError("conflict");
      return;
    } catch (error) {
      // Its prepare is under way: it will be prepared in a moment, or gone.
      if (!hasDatabaseCode(error, lockNotAvailable) || attempt === abortAttempts) throw error;
    }
  }
}

/** Who has the device: Customer's part. */
export function custodyVerbs(store: Store): Verbs {
  return {
    async "custody.prepareHandover"({ id, orderId }) {
      await preparePart(store, String(id), async (tx) => {
        if ((await tx.lock(`custody/${orderId}`, 2_000, lockNotAvailable)) !== undefined)
          throw new DomainError("transition_not_allowed");
        tx.put(`custody/${orderId}`, id);
        await tx.append(`handover-${orderId}`, [{ type: "test.handed_over.v1", data: {} }]);
      });
      return {};
    },
    async "custody.commitHandover"({ id }) {
      await commitPart(store, String(id));
      return {};
    },
    async "custody.abortHandover"({ id }) {
      await abortPart(store, String(id));
      return {};
    },
  };
}

interface CustodyDoor {
  customer: {
    custody: Record<`${"prepare" | "commit" | "abort"}Handover`, { mutate(input: object): Promise<unknown> }>;
  };
}

function partsOf(ctx: VerbContext, store: Store, id: string, orderId: string | undefined) {
  const { custody } = (ctx.contexts as unknown as CustodyDoor).customer; // verbs of the model
  const begun = (): string => {
    if (orderId === undefined) throw new Error("a recovery prepares nothing");
    return orderId;
  };
  const parts: Record<"custody" | "ledger", Part> = {
    custody: {
      prepare: async () => void (await custody.prepareHandover.mutate({ id, orderId: begun() })),
      commit: async () => void (await custody.commitHandover.mutate({ id })),
      abort: async () => void (await custody.abortHandover.mutate({ id })),
    },
    ledger: {
      prepare: () =>
        preparePart(store, id, async (tx) => {
          if ((await tx.lock(`ledger/${begun()}`, 2_000, lockNotAvailable)) !== undefined)
            throw new DomainError("version_conflict");
          tx.put(`ledger/${begun()}`, id);
        }),
      commit: () => commitPart(store, id),
      abort: () => abortPart(store, id),
    },
  };
  return planted(store, parts);
}

function planted<Parts extends Record<string, Part>>(store: Store, parts: Parts): Parts {
  const { faults } = store.world;
  const deaf = (work: () => Promise<void>) => () => work().catch(() => {});
  for (const part of Object.values(parts)) {
    if (faults.has("silence_counts_as_prepared")) part.prepare = deaf(part.prepare.bind(part));
    if (!faults.has("forgotten_before_all_are_told")) continue;
    part.commit = deaf(part.commit.bind(part));
    part.abort = deaf(part.abort.bind(part));
  }
  return parts;
}

/** As decisionLog() in server/contexts/payment/adapters/two-phase-log.ts. */
function logOf(store: Store, id: string): DecisionLog {
  const { faults } = store.world;
  const key = `two-phase/${id}`;
  const late: { decision?: TwoPhase["state"] } = {};
  return {
    async decide(decision) {
      if (faults.has("decision_logged_late")) {
        late.decision = decision;
        return decision;
      }
      return store.write(async (tx) => {
        const entry = await tx.lock<TwoPhase>(key);
        if (entry === undefined) throw new Error(`${id} is not in the log`);
        const first = entry.state === "preparing" || faults.has("second_decision_overwrites");
        if (first) tx.put(key, { ...entry, state: decision } satisfies TwoPhase);
        store.world.tell(() => `two-phase ${id} is ${first ? decision : entry.state}`);
        return first || entry.state === "preparing" ? decision : entry.state;
      });
    },
    end: () =>
      store.write(async (tx) => {
        const entry = await tx.lock<TwoPhase>(key);
        if (entry === undefined) return;
        await tx.set(`two-phase-open/${entry.subject}`, undefined);
        const state = late.decision ?? entry.state;
        const forgotten = faults.has("forgotten_before_all_are_told");
        tx.put(key, forgotten ? undefined : { ...entry, state, ended: true });
      }),
  };
}

export function handOverVerbs(store: Store): Verbs {
  let begun = 0;
  return {
    /** As settleHandOver(), from where the payment is written down. */
    async "handOvers.settle"({ orderId }, _, ctx) {
      const id = `2pc-${++begun}`;
      const subject = String(orderId);
      await store.write(async (tx) => {
        if (!(await tx.insert(`two-phase-open/${subject}`, id))) throw new DomainError("command_in_progress");
        const claimedUntil = store.world.now + claimMillis;
        const entry: TwoPhase = { id, subject, state: "preparing", ended: false, claimedUntil };
        await tx.set(`two-phase/${id}`, entry);
      });
      const driven = await driveTwoPhase(
        { state: "preparing", own: true },
        partsOf(ctx, store, id, subject),
        logOf(store, id),
        (error) => refusalOf(error).code !== "internal",
      );
      if (driven.state === "committed") return { id };
      throw driven.refusal ?? new DomainError("command_in_progress");
    },
    /** As decisionOn(): an id that the log doesn't know is written down as aborted before that is said. */
    async "twoPhase.decision"({ id }) {
      return store.write(async (tx) => {
        const entry = await tx.lock<TwoPhase>(`two-phase/${id}`);
        if (entry !== undefined) return { decision: entry.state };
        const aborted = {
          id: String(id),
          subject: "",
          state: "aborted",
          ended: true,
          claimedUntil: 0,
        } as const;
        tx.put(`two-phase/${id}`, aborted satisfies TwoPhase);
        return { decision: "aborted" };
      });
    },
  };
}

/** As recoverTwoPhase(): takes on what nobody is at. Answers with whether anything is left. */
export async function recover(store: Store, ctx: VerbContext): Promise<boolean> {
  const { world } = store;
  const claimed = await store.write(async (tx) => {
    const mine: TwoPhase[] = [];
    for (const [key, { ended, claimedUntil }] of [...store.rowsOf<TwoPhase>("two-phase/")]) {
      if (ended || claimedUntil >= world.now) continue;
      const entry = await tx.lock<TwoPhase>(key);
      if (entry === undefined || entry.ended || entry.claimedUntil >= world.now) continue;
      tx.put(key, { ...entry, claimedUntil: world.now + claimMillis } satisfies TwoPhase);
      mine.push(entry);
    }
    return mine;
  });
  for (const { id, state } of claimed) {
    world.tell(() => `two-phase ${id} is recovered from ${state}`);
    const log = logOf(store, id);
    const from =
      state === "preparing" && world.faults.has("presumed_commit")
        ? await log.decide("committed", undefined)
        : state;
    await driveTwoPhase({ state: from, own: false }, partsOf(ctx, store, id, undefined), log, () => true);
  }
  return unfinished(store);
}

export function unfinished(store: Store): boolean {
  for (const [, { ended }] of store.rowsOf<TwoPhase>("two-phase/")) if (!ended) return true;
  return false;
}

/** As resolvePrepared(): what stands prepared too long is ended as the log says. */
export async function resolvePrepared(store: Store, ctx: VerbContext): Promise<boolean> {
  const { world } = store;
  for (const [gid, { at }] of [...store.prepared]) {
    if (world.now - at < preparedTooLongMillis) continue;
    const id = gid.slice(gid.indexOf(":") + 1);
    const { decision } = world.faults.has("resolved_by_a_guess")
      ? { decision: "committed" }
      : await ctx.contexts.payment.twoPhase.decision.mutate({ id });
    if (decision === "committed") await commitPart(store, id);
    if (decision === "aborted") await abortPart(store, id);
  }
  return store.prepared.size > 0;
}
