import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { joinStream, type OneStream, type StreamState, type Told } from "./one-stream";

const poll = <Value>(read: () => Value) => expect.poll(read, { interval: 2, timeout: 10_000 });

/** A server that tells numbers: each stream gets all that come after its start. */
class Server {
  told = 0;
  readonly open = new Set<(end?: StreamState) => void>();
  private readonly listeners = new Set<Pick<OneStream<number>, "onData" | "onState">>();

  connect(after: number, listener: Pick<OneStream<number>, "onData" | "onState">): () => void {
    const close = (end?: StreamState) => {
      this.listeners.delete(listener);
      this.open.delete(close);
      if (end !== undefined) listener.onState(end);
    };
    this.open.add(close);
    this.listeners.add(listener);
    queueMicrotask(() => {
      if (!this.listeners.has(listener)) return;
      listener.onState("on");
      for (let n = after + 1; n <= this.told; n++) listener.onData({ id: String(n), data: n });
    });
    return () => close();
  }

  tell(): void {
    this.told += 1;
    const news: Told<number> = { id: String(this.told), data: this.told };
    for (const { onData } of this.listeners) onData(news);
  }
}

interface Tab {
  after: number;
  seen: number[];
  states: StreamState[];
  gaps: number[];
  leave(): void;
}
const leaving: (() => void)[] = [];
afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
});

function openTab(name: string, server: Server, after = server.told): Tab {
  const tab: Tab = { after, seen: [], states: [], gaps: [], leave: () => undefined };
  tab.leave = joinStream<number>({
    name,
    after,
    open: (from, listener) => server.connect(from, listener),
    onData: ({ data }) => tab.seen.push(data),
    onState: (state) => tab.states.push(state),
    onGap: () => tab.gaps.push(tab.seen.length),
  });
  leaving.push(tab.leave);
  return tab;
}

const isOn = (tab: Tab) => poll(() => tab.states.at(-1)).toBe("on");

test("three tabs hold one stream, and all of them are told", async () => {
  const [server, name] = [new Server(), randomUUID()];
  const tabs = [openTab(name, server), openTab(name, server), openTab(name, server)];
  for (const tab of tabs) await isOn(tab);
  server.tell();
  server.tell();
  for (const tab of tabs) await poll(() => tab.seen).toEqual([1, 2]);
  expect(server.open.size).toBe(1);
});

test("when the leading tab closes another leads, and nothing in between is missed", async () => {
  const [server, name] = [new Server(), randomUUID()];
  const [first, second, third] = [
    openTab(name, server),
    openTab(name, server),
    openTab(name, server),
  ] as const;
  for (const tab of [first, second, third]) await isOn(tab);
  server.tell();
  await poll(() => third.seen).toEqual([1]);
  first.leave();
  server.tell();
  await expect
    .poll(() => [second.seen, third.seen])
    .toEqual([
      [1, 2],
      [1, 2],
    ]);
  expect(server.open.size).toBe(1);
  second.leave();
  third.leave();
  await poll(() => server.open.size).toBe(0);
});

test("a tab that comes later is told what came since its page was made", async () => {
  const [server, name] = [new Server(), randomUUID()];
  const first = openTab(name, server);
  await isOn(first);
  server.tell();
  server.tell();
  const late = openTab(name, server, 1);
  await poll(() => late.seen).toEqual([2]);
  expect(late.gaps).toEqual([]);
});

test("a tab whose page is older than what the leader kept reads everything again", async () => {
  const [server, name] = [new Server(), randomUUID()];
  for (let n = 0; n < 5; n++) server.tell();
  const first = openTab(name, server);
  await isOn(first);
  const old = openTab(name, server, 2);
  await poll(() => old.gaps.length).toBe(1);
  server.tell();
  await poll(() => old.seen).toEqual([6]);
});

test("a session that was ended ends the stream for every tab, and a tab after a new sign-in streams again", async () => {
  const [server, name] = [new Server(), randomUUID()];
  const tabs = [openTab(name, server), openTab(name, server)];
  for (const tab of tabs) await isOn(tab);
  for (const tab of tabs) {
    await poll(() => server.open.size).toBe(1);
    for (const end of [...server.open]) end("over");
    await poll(() => tab.states).toContain("over");
  }
  const again = openTab(name, server);
  await isOn(again);
  server.tell();
  await poll(() => again.seen).toEqual([1]);
});

test("however tabs come and go, each is told everything once and in order, or reads everything again", async () => {
  const step = fc.constantFrom("tell", "tell", "open", "close", "rest");
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const [server, name] = [new Server(), randomUUID()];
      let tabs = [openTab(name, server)];
      for (const [index, each] of steps.entries()) {
        if (each === "tell") server.tell();
        else if (each === "open") tabs.push(openTab(name, server));
        else if (each === "rest") await new Promise((resolve) => setImmediate(resolve));
        else if (tabs.length > 1) {
          const [left] = tabs.splice(index % tabs.length, 1);
          left?.leave();
        }
      }
      server.tell();
      for (const { after, seen, gaps } of tabs) {
        await poll(() => seen.at(-1)).toBe(server.told);
        const missed = Array.from({ length: server.told - after }, (_, n) => after + n + 1);
        expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
        if (gaps.length === 0) expect(seen).toEqual(missed);
      }
      for (const tab of tabs) tab.leave();
      tabs = [];
      await poll(() => server.open.size).toBe(0);
    }),
    { numRuns: 60 },
  );
});
