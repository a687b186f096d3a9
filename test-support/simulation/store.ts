import { type Process, sleep, thisProcess, type World, wake } from "./world";

export interface LoggedEvent {
  id: string;
  streamId: string;
  version: number;
  type: string;
  data: object;
  transactionId: number;
  position: number;
}

/** What stands for a stream: its version, and the highest transaction id of its events. */
interface Stream {
  version: number;
  transactionId: number;
}

export interface FedEvent extends LoggedEvent {
  offset: number;
}

/** As the driver says it when the connection breaks; server/platform/database-errors.ts knows it. */
function connectionLost(): Error {
  return Object.assign(new Error("the connection was lost"), { code: "ECONNRESET" });
}

/** As PostgreSQL says it to the one of two transactions that it picks (40P01). */
function deadlock(): Error {
  return Object.assign(new Error("deadlock detected"), { code: "40P01" });
}

/** As PostgreSQL says it when a lock was not had in time (55P03). */
export const lockNotAvailable = "55P03";

const patienceMillis = 1_000;

interface Lock {
  holder: Transaction;
  waiting: { transaction: Transaction; go: (error?: Error) => void }[];
}

/**
 * One context's database. Committed rows by key; what a transaction writes shows when it commits; rows that it wrote
 * or locked make others wait (READ COMMITTED: who waited sees the newest). A commit can succeed though its answer is lost.
 */
export class Store {
  readonly rows = new Map<string, unknown>();
  readonly committed: LoggedEvent[] = [];
  readonly feed: FedEvent[] = [];
  readonly prepared = new Map<string, { transaction: Transaction; at: number }>();
  readonly open = new Set<Transaction>();
  readonly locks = new Map<string, Lock>();
  /** Told of each transaction's end, and of each event that got its number. */
  readonly onEnded: (() => void)[] = [];
  readonly onNumbered: (() => void)[] = [];
  relayLocked = false;
  awayUntil = 0;
  nextTransaction = 1;
  nextPosition = 1;
  nextEvent = 1;

  constructor(
    readonly world: World,
    readonly name: string,
  ) {}

  /** The lowest transaction id that still runs or stands prepared: everything below is decided. */
  horizon(): number {
    let lowest = this.nextTransaction;
    const prepared = this.world.faults.has("horizon_without_prepared") ? [] : this.prepared.values();
    for (const { id } of this.open) if (id !== undefined && id < lowest) lowest = id;
    for (const { transaction } of prepared) lowest = Math.min(lowest, transaction.id ?? lowest);
    return lowest;
  }

  /** Committed rows whose key begins so. */
  *rowsOf<Row>(prefix: string): Generator<[string, Row]> {
    for (const [key, row] of this.rows) if (key.startsWith(prefix)) yield [key, row as Row];
  }

  /** A statement's way to the server and back: it may find the database away, or lose its connection. */
  async roundTrip(): Promise<void> {
    if (this.world.trouble(0.003)) this.world.mishap(thisProcess());
    await sleep(this.world.chance.next() * 2);
    if (this.world.now < this.awayUntil || this.world.trouble(0.004)) throw connectionLost();
  }

  /** One transaction; whatever `work` throws rolls it back. */
  async write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const tx = new Transaction(this, thisProcess());
    let result: T;
    try {
      await this.roundTrip();
      result = await work(tx);
    } catch (error) {
      tx.rollBack();
      throw error;
    }
    await this.#sent(tx, () => tx.commit());
    return result;
  }

  /** As `write`, but it stands prepared at the end, whatever becomes of the process. */
  async prepare(gid: string, work: (tx: Transaction) => Promise<void>): Promise<void> {
    const tx = new Transaction(this, thisProcess());
    try {
      await this.roundTrip();
      await work(tx);
    } catch (error) {
      tx.rollBack();
      throw error;
    }
    await this.#sent(tx, () => {
      if (tx.ended) return;
      this.open.delete(tx);
      this.prepared.set(gid, { transaction: tx, at: this.world.now });
      for (const told of this.onEnded) told();
    });
  }

  /** Ends a prepared transaction; false when it isn't there (any more). */
  async endPrepared(gid: string, how: "commit" | "rollBack"): Promise<boolean> {
    await this.roundTrip();
    const found = this.prepared.get(gid);
    if (found === undefined) return false;
    this.prepared.delete(gid);
    found.transaction[how]();
    await this.roundTrip();
    return true;
  }

  /** The last word of a transaction: it may not arrive, and its answer may be lost. */
  #sent(tx: Transaction, arrives: () => void): Promise<void> {
    const { world } = this;
    const sender = thisProcess();
    return new Promise((resolve, reject) => {
      world.after(world.chance.next() * 3, () => {
        const lost = world.now < this.awayUntil || world.trouble(0.006) || tx.ended;
        if (lost) tx.rollBack();
        else arrives();
        const unheard = lost || world.trouble(0.006);
        world.after(world.chance.next(), () =>
          wake(sender, unheard ? () => reject(connectionLost()) : resolve),
        );
      });
    });
  }

  /** Someone else may hold it: waits, and gives up where two wait for each other. */
  lock(tx: Transaction, key: string, patience = patienceMillis, code?: string): Promise<void> {
    const held = this.locks.get(key);
    if (held === undefined) {
      this.locks.set(key, { holder: tx, waiting: [] });
      tx.locked.add(key);
      return Promise.resolve();
    }
    if (held.holder === tx) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const { process } = tx;
      const waiter = {
        transaction: tx,
        go: (error?: Error) => wake(process, () => (error === undefined ? resolve() : reject(error))),
      };
      held.waiting.push(waiter);
      this.world.after(patience, () => {
        const at = held.waiting.indexOf(waiter);
        if (at < 0) return;
        held.waiting.splice(at, 1);
        waiter.go(code === undefined ? deadlock() : Object.assign(new Error("lock timeout"), { code }));
      });
    });
  }

  release(tx: Transaction): void {
    for (const key of tx.locked) {
      const held = this.locks.get(key);
      let next = held?.waiting.shift();
      while (next?.transaction.ended) next = held?.waiting.shift();
      if (held === undefined || next === undefined) {
        this.locks.delete(key);
        continue;
      }
      held.holder = next.transaction;
      next.transaction.locked.add(key);
      const { go } = next;
      this.world.after(0, () => go());
    }
  }

  /** Connections of a dead process are noticed after a while; what they had not committed is gone. */
  forget(process: Process): void {
    for (const [gid, { transaction }] of this.prepared) {
      if (transaction.process !== process || !this.world.faults.has("prepare_not_durable")) continue;
      this.prepared.delete(gid);
      transaction.rollBack();
    }
    for (const tx of this.open) {
      if (tx.process === process) this.world.after(this.world.chance.next() * 200, () => tx.rollBack());
    }
  }
}

export class Transaction {
  /** Given out with the first write, as PostgreSQL does; commits come in another order. */
  id: number | undefined;
  ended = false;
  readonly locked = new Set<string>();
  readonly #written = new Map<string, unknown>();
  readonly #events: LoggedEvent[] = [];
  readonly #atCommit: (() => void)[] = [];

  constructor(
    readonly store: Store,
    readonly process: Process,
  ) {
    store.open.add(this);
  }

  get<Row>(key: string): Row | undefined {
    return (this.#written.has(key) ? this.#written.get(key) : this.store.rows.get(key)) as Row | undefined;
  }

  /** Locks a row and answers with it as it is now. */
  async lock<Row>(key: string, patience?: number, code?: string): Promise<Row | undefined> {
    await this.store.roundTrip();
    return this.hold(key, patience, code);
  }

  /** As `lock`, in the same statement as what went before. */
  async hold<Row>(key: string, patience?: number, code?: string): Promise<Row | undefined> {
    if (this.ended) throw connectionLost();
    this.#begin();
    await this.store.lock(this, key, patience, code);
    // Rolled back while it waited for its turn: its connection is gone.
    if (this.ended) throw connectionLost();
    return this.get<Row>(key);
  }

  /** The row must be locked; undefined deletes it. */
  put(key: string, row: unknown): void {
    if (!this.locked.has(key)) throw new Error(`${key} is written without its lock`);
    this.#written.set(key, row);
  }

  async set(key: string, row: unknown): Promise<void> {
    await this.lock(key);
    this.put(key, row);
  }

  /** A new row; false when there is one already, also one that another transaction is just committing. */
  async insert(key: string, row: unknown, patience?: number, code?: string): Promise<boolean> {
    if ((await this.lock(key, patience, code)) !== undefined) return false;
    this.put(key, row);
    return true;
  }

  /** Appends to a stream at the version that was read, or at its end; undefined when it has moved on. */
  async append(
    streamId: string,
    events: readonly { type: string; data: object }[],
    expectedVersion?: number,
  ): Promise<number | undefined> {
    const before = { version: 0, transactionId: 0, ...(await this.lock<Stream>(`streams/${streamId}`)) };
    const { version } = before;
    if (expectedVersion !== undefined && expectedVersion !== version) return undefined;
    const own = this.id ?? 0;
    const ownOnly = this.store.world.faults.has("numbered_by_transaction");
    const transactionId = ownOnly ? own : Math.max(before.transactionId, own);
    const after: Stream = { version: version + events.length, transactionId };
    this.put(`streams/${streamId}`, after);
    for (const [index, { type, data }] of events.entries()) {
      const { store } = this;
      this.#events.push({
        id: `${store.name}-event-${store.nextEvent++}`,
        streamId,
        version: version + index + 1,
        type,
        data,
        transactionId,
        position: store.nextPosition++,
      });
    }
    return version + events.length;
  }

  stream(streamId: string): LoggedEvent[] {
    const all = [...this.store.committed, ...this.#events].filter((event) => event.streamId === streamId);
    return all.sort((a, b) => a.version - b.version);
  }

  atCommit(work: () => void): void {
    this.#atCommit.push(work);
  }

  commit(): void {
    if (this.ended) return;
    this.#end();
    for (const [key, row] of this.#written) {
      if (row === undefined) this.store.rows.delete(key);
      else this.store.rows.set(key, row);
    }
    this.store.committed.push(...this.#events);
    this.store.release(this);
    for (const work of this.#atCommit) work();
    for (const told of this.store.onEnded) told();
  }

  rollBack(): void {
    if (this.ended) return;
    this.#end();
    this.store.release(this);
    for (const told of this.store.onEnded) told();
  }

  #begin(): void {
    this.id ??= this.store.nextTransaction++;
  }

  #end(): void {
    this.ended = true;
    this.store.open.delete(this);
  }
}
