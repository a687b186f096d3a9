import { database } from "@/db/client";
import type { ContextName } from "@/server/kernel/context-name";
import { type FeedEvent, feedEnd, readFeed } from "./events";
import { signalWaiter } from "./feed-signal";
import { logger } from "./logger";
import { gauge } from "./telemetry";

const batch = 500;
/** How many of the newest events are kept for everyone; whoever is further behind reads the feed for itself. */
const mostKept = 4_096;
/** Everyone is woken at least this often, to ask again whether they may go on. */
const pulseMillis = 400;

/** One reader of a context's feed for all who follow it in this process. */
export interface FeedHub {
  /** The offset that following begins at: `after`, or the feed's end; never beyond it. */
  startAt(after: number | undefined): Promise<number>;
  /** The next events after an offset, from memory where it reaches back so far; empty at the end. */
  after(offset: number): Promise<FeedEvent[]>;
  /** Resolves when there may be news, and at least every 400 ms. Take it before you look. */
  pulse(): Promise<void>;
  leave(): void;
}

const shared = globalThis as { mycomputerFeedHubs?: Map<ContextName, Promise<Hub>> };
shared.mycomputerFeedHubs ??= new Map();
const hubs = shared.mycomputerFeedHubs;

gauge("mycomputer_live_followers", "Live screens and others who follow a feed in this process", async () =>
  Promise.all(
    [...hubs].map(async ([context, hub]) => ({
      value: await hub.then(
        ({ size }) => size,
        () => 0,
      ),
      labels: { context },
    })),
  ),
);

/** Joins the context's hub; the first to come starts it, and it ends with the last to leave. */
export async function joinFeedHub(context: ContextName): Promise<FeedHub> {
  for (;;) {
    const opening = hubs.get(context) ?? open(context);
    const hub = await opening;
    if (hub.join()) return hub;
  }
}

function open(context: ContextName): Promise<Hub> {
  const opening = currentEnd(context).then((end) => new Hub(context, end, () => forget()));
  const forget = () => {
    if (hubs.get(context) === opening) hubs.delete(context);
  };
  hubs.set(context, opening);
  opening.catch(forget);
  return opening;
}

async function currentEnd(context: ContextName): Promise<number> {
  const db = await database(context);
  return db.read((tx) => feedEnd(tx, context));
}

class Hub implements FeedHub {
  private kept: FeedEvent[] = [];
  private followers = 0;
  private state: "new" | "reading" | "over" = "new";
  private reading: Promise<number> | undefined;
  private beat = Promise.withResolvers<void>();

  constructor(
    private readonly context: ContextName,
    private end: number,
    private readonly forget: () => void,
  ) {}

  get size(): number {
    return this.followers;
  }

  join(): boolean {
    if (this.state === "over") return false;
    this.followers += 1;
    if (this.state === "new") {
      this.state = "reading";
      this.keepReading();
    }
    return true;
  }

  leave(): void {
    this.followers -= 1;
  }

  pulse(): Promise<void> {
    return this.beat.promise;
  }

  async startAt(after: number | undefined): Promise<number> {
    // A page may know of events that this reader has not met yet; what lies beyond the end is from before a restore.
    if (after !== undefined && after > this.end) await this.readNew();
    return Math.min(after ?? this.end, this.end);
  }

  async after(offset: number): Promise<FeedEvent[]> {
    const floor = this.end - this.kept.length;
    if (offset >= floor) return this.kept.slice(offset - floor, offset - floor + batch);
    const db = await database(this.context);
    return db.read((tx) => readFeed(tx, this.context, offset, batch));
  }

  private async keepReading(): Promise<void> {
    const wait = signalWaiter(`numbered:${this.context}`);
    while (this.followers > 0) {
      const found = await this.readNew().catch((error: unknown) => {
        logger.warn({ context: this.context, err: error }, "live feed can't be read, trying again");
        return 0;
      });
      const { resolve } = this.beat;
      this.beat = Promise.withResolvers<void>();
      resolve();
      if (found < batch) await wait(pulseMillis);
    }
    this.state = "over";
    this.forget();
  }

  /** One reading at a time, whoever asks. */
  private readNew(): Promise<number> {
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(): Promise<number> {
    const db = await database(this.context);
    const events = await db.read((tx) => readFeed(tx, this.context, this.end, batch));
    for (const event of events) {
      // The feed is dense, so places in memory are offsets; after a gap they would not be.
      if (event.offset !== this.end + 1) this.kept = [];
      this.kept.push(event);
      this.end = event.offset;
    }
    if (this.kept.length > mostKept) this.kept = this.kept.slice(-mostKept);
    return events.length;
  }
}
