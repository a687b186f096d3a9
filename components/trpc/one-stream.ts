/** Something the stream told, with its place in the stream: ids are numbers that grow. */
export interface Told<Data> {
  id: string;
  data: Data;
}
/** `over`: the server ended the stream. `failed`: it can't be had. Both stay so. */
export type StreamState = "connecting" | "on" | "over" | "failed";

interface Listener<Data> {
  onData(told: Told<Data>): void;
  onState(state: StreamState): void;
}
export interface OneStream<Data> extends Listener<Data> {
  /** Tabs of the same name share a stream: who listens to what. */
  name: string;
  /** The place from which this tab wants to be told. */
  after: number;
  /** Opens the stream itself; answers with how to close it. */
  open(after: number, listener: Listener<Data>): () => void;
  /** Something may have been missed: read everything again. */
  onGap(): void;
}

type Message<Data> =
  | { kind: "led" }
  | { kind: "hello"; after: number }
  | { kind: "welcome"; state: StreamState; from: number; kept: Told<Data>[] }
  | { kind: "told"; told: Told<Data> }
  | { kind: "state"; state: StreamState };

/** How much the leader keeps for tabs that come later. */
const mostKept = 500;

/**
 * One live stream for all tabs of a browser: the tab that holds the lock leads and tells the others; when it closes
 * or its stream ends, the next one leads, from where it stood itself. A tab that holds a lock is not put to sleep.
 * Answers with how to leave.
 */
export function joinStream<Data>(wish: OneStream<Data>): () => void {
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") return wish.open(wish.after, wish);
  const channel = new BroadcastChannel(wish.name);
  const gone = new AbortController();
  const tab = { last: wish.after, leads: false, welcome: false };
  const say = (message: Message<Data>) => channel.postMessage(message);

  function take(told: Told<Data>): void {
    if (Number(told.id) <= tab.last) return;
    tab.last = Number(told.id);
    wish.onData(told);
  }

  function listen(message: Message<Data>): void {
    if (message.kind === "led") {
      tab.welcome = false;
      say({ kind: "hello", after: tab.last });
    } else if (message.kind === "welcome") {
      if (message.from > tab.last) {
        tab.last = message.from;
        wish.onGap();
      }
      tab.welcome = true;
      for (const told of message.kept) take(told);
      wish.onState(message.state);
    } else if (message.kind === "told" && tab.welcome) take(message.told);
    else if (message.kind === "state" && tab.welcome) wish.onState(message.state);
  }

  /** Leads until the tab is left or the stream has ended. */
  function lead(): Promise<void> {
    tab.leads = true;
    let state: StreamState = "connecting";
    let from = tab.last;
    const kept: Told<Data>[] = [];
    return new Promise((resign) => {
      let close: (() => void) | undefined;
      const end = () => {
        tab.leads = false;
        close?.();
        resign();
      };
      channel.onmessage = ({ data: message }: MessageEvent<Message<Data>>) => {
        if (message.kind === "hello") say({ kind: "welcome", state, from, kept });
      };
      say({ kind: "led" });
      close = wish.open(tab.last, {
        onData(told) {
          kept.push(told);
          if (kept.length > mostKept) from = Number(kept.shift()?.id ?? from);
          say({ kind: "told", told });
          take(told);
        },
        onState(now) {
          state = now;
          say({ kind: "state", state });
          wish.onState(state);
          if (now === "over" || now === "failed") end();
        },
      });
      // The stream may have ended, or the tab been left, before there was anything to close.
      if (!tab.leads) close();
      gone.signal.addEventListener("abort", end, { once: true });
    });
  }

  const follow = () => {
    channel.onmessage = ({ data }: MessageEvent<Message<Data>>) => listen(data);
  };
  follow();
  say({ kind: "hello", after: tab.last });
  navigator.locks
    .request(wish.name, { signal: gone.signal }, () => lead().then(follow))
    .catch(() => undefined)
    .finally(() => gone.signal.aborted && channel.close());
  return () => {
    gone.abort();
    if (!tab.leads) channel.close();
  };
}
