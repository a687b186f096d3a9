import type { FedEvent, LoggedEvent, Store } from "./store";
import { thisProcess, wake } from "./world";

const batch = 20;

/**
 * One look of a relay, as numberCommittedEvents() in server/workers/relay.ts: what its one statement sees is fixed
 * when it begins; the lock is tried after that; a number that somebody else has given is a duplicate. Answers with
 * whether to look again soon.
 */
export async function numberEvents(store: Store): Promise<boolean> {
  const { world } = store;
  await store.roundTrip();
  const relay = thisProcess();
  const mark = store.feed.at(-1);
  const fresh = freshEvents(store);
  const alone = !world.faults.has("relay_without_lock");
  // The statement runs in the database: whoever sent it may die meanwhile, and it commits all the same.
  return new Promise((resolve) => {
    world.after(world.chance.next() * 0.5, () => {
      if (alone && store.relayLocked) return wake(relay, () => resolve(true));
      store.relayLocked = true;
      world.after(world.chance.next(), () => {
        store.relayLocked = false;
        const taken = alone && store.feed.at(-1) !== mark;
        if (!taken) number(store, mark, fresh);
        const held = store.open.size + store.prepared.size > 0 && store.committed.length > store.feed.length;
        wake(relay, () => resolve(taken || fresh.length === batch || held));
      });
    });
  });
}

function number(store: Store, mark: FedEvent | undefined, fresh: readonly LoggedEvent[]): void {
  if (fresh.length === 0) return;
  const after = mark?.offset ?? 0;
  store.feed.push(...fresh.map((event, index) => ({ ...event, offset: after + index + 1 })));
  store.world.tell(() => `${store.name}: ${fresh.length} numbered from ${after + 1}`);
  for (const told of store.onNumbered) told();
}

function freshEvents(store: Store): LoggedEvent[] {
  const { faults } = store.world;
  const byPosition = faults.has("id_greater_than_last");
  const horizon = byPosition || faults.has("no_horizon") ? Number.POSITIVE_INFINITY : store.horizon();
  const place = (event: LoggedEvent) => (byPosition ? 0 : event.transactionId) * 1e6 + event.position;
  const last = Math.max(0, ...store.feed.map(place));
  return store.committed
    .filter((event) => event.transactionId < horizon && place(event) > last)
    .sort((a, b) => place(a) - place(b))
    .slice(0, batch);
}
