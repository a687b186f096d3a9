import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { redisForTests } from "@/test-support/services-env";
import { createLimiter } from "./limiter";
import { limits } from "./limits";

const { restUrl: url, restToken: token } = redisForTests();
const redis = { url, token };

test("two processes count one client together, and what is given back counts no more", async () => {
  const key = randomUUID();
  const [one, other] = [createLimiter("verb", "link", redis), createLimiter("verb", "link", redis)];
  for (let i = 0; i < limits.link.points; i++) {
    expect((await (i % 2 ? one : other).take(key)).allowed).toBe(true);
  }
  const refused = await one.take(key);
  expect(refused.allowed).toBe(false);
  expect(refused.retryAfterSeconds).toBeGreaterThan(0);
  expect(refused.retryAfterSeconds).toBeLessThanOrEqual(2 * limits.link.seconds);
  await other.giveBack(key);
  expect((await createLimiter("verb", "link", redis).take(key)).allowed).toBe(true);
});

test("the edge and the verbs count apart", async () => {
  const key = randomUUID();
  const verb = createLimiter("verb", "link", redis);
  for (let i = 0; i <= limits.link.points; i++) await verb.take(key);
  expect((await verb.take(key)).allowed).toBe(false);
  expect((await createLimiter("edge", "link", redis).take(key)).allowed).toBe(true);
});

test("with Redis away a process counts for itself", async () => {
  const alone = createLimiter("verb", "link", { url: "http://127.0.0.1:9", token: "none" });
  const key = randomUUID();
  const answers = [];
  for (let i = 0; i <= limits.link.points; i++) answers.push((await alone.take(key)).allowed);
  expect(answers).toEqual([...new Array(limits.link.points).fill(true), false]);
});
