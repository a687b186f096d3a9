import fc from "fast-check";
import { expect, test } from "vitest";
import { readServerSentEvents, type ServerSentEvent } from "./server-sent-events";

async function read(parts: Iterable<Uint8Array>): Promise<ServerSentEvent[]> {
  async function* stream() {
    yield* parts;
  }
  const events: ServerSentEvent[] = [];
  for await (const event of readServerSentEvents(stream())) events.push(event);
  return events;
}

test("events come as they were written, wherever the network cuts them", async () => {
  const text =
    'event: connected\ndata: {}\n\n\ndata: {"kind":"ü🙂"}\nid: 7\n\n\n: a comment\n\nevent: ping\ndata: \n\n\n';
  const bytes = new TextEncoder().encode(text);
  const whole = [
    { name: "connected", data: "{}", id: undefined },
    { name: "message", data: '{"kind":"ü🙂"}', id: "7" },
    { name: "ping", data: "", id: undefined },
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length })), async (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      expect(await read(at.slice(1).map((end, index) => bytes.slice(at[index], end)))).toEqual(whole);
    }),
  );
});

test("an event that was cut off before its end is not given out", async () => {
  expect(await read([new TextEncoder().encode('data: {"half":')])).toEqual([]);
});
