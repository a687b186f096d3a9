import fc from "fast-check";
import { expect, test } from "vitest";
import { feedEvent } from "@/test-support/events";
import { decode, encode } from "./message";

test("whatever an event says, it comes out of its message as it went in", () => {
  const trace = fc.option(fc.constant("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  const changes = fc.record({
    streamId: fc.string({ minLength: 1 }),
    data: fc.jsonValue({ maxDepth: 2 }),
    causationId: fc.option(fc.uuid()),
    traceParent: trace,
    correlationId: fc.string(),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), changes, (offset, some) => {
      const event = { ...feedEvent(1), ...some, offset };
      expect(decode(encode(event))).toEqual(JSON.parse(JSON.stringify(event)));
    }),
    { numRuns: 50 },
  );
});

test("a message that is none of ours is refused, not guessed at", () => {
  const good = encode(feedEvent(1));
  expect(() => decode({ ...good, value: "not json" })).toThrow();
  expect(() => decode({ ...good, headers: {} })).toThrow();
  expect(() => decode({ ...good, headers: { ...good.headers, "feed-offset": "-1" } })).toThrow();
});
