import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { redisForTests } from "@/test-support/services-env";
import { createGateway, type Gateway } from "./gateway";

const token = "a-token-for-this-test";
let gateway: Gateway;
let url: string;
let redis: Redis;

beforeAll(async () => {
  gateway = await createGateway({ redisUrl: redisForTests().redisUrl, token });
  await new Promise<void>((done) => gateway.server.listen(0, "127.0.0.1", done));
  const address = gateway.server.address();
  url = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  redis = new Redis({ url, token, retry: false });
});

afterAll(async () => {
  await redis.del("gw:text", "gw:hash", "gw:list", "gw:counter", "gw:script");
  await gateway.close();
});

test("text comes back as it went in, whatever its alphabet", async () => {
  const value = { city: "Łódź", note: "ein Gerät 🛠", rtl: "مرحبا" };
  expect(await redis.set("gw:text", value)).toBe("OK");
  expect(await redis.get("gw:text")).toEqual(value);
  expect(await redis.get("gw:missing")).toBeNull();
});

test("numbers, lists and hashes keep their shapes", async () => {
  expect(await redis.incrby("gw:counter", 41)).toBe(41);
  expect(await redis.rpush("gw:list", "a", "b")).toBe(2);
  expect(await redis.lrange("gw:list", 0, -1)).toEqual(["a", "b"]);
  await redis.hset("gw:hash", { brand: "Lenovo", year: 2023 });
  expect(await redis.hgetall("gw:hash")).toEqual({ brand: "Lenovo", year: 2023 });
});

test("a pipeline answers each command, and one failure leaves the others alone", async () => {
  const body = [
    ["SET", "gw:text", "x"],
    ["INCR", "gw:text"],
    ["GET", "gw:text"],
  ];
  const answer = await post("/pipeline", body);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual([
    { result: "OK" },
    { error: "ERR value is not an integer or out of range" },
    { result: "x" },
  ]);
});

test("a transaction runs all of its commands and nothing of others between them", async () => {
  await redis.set("gw:counter", 0);
  const rounds = Array.from({ length: 40 }, () =>
    redis.multi().get("gw:counter").incr("gw:counter").get("gw:counter").exec<[number, number, number]>(),
  );
  for (const [before, added, after] of await Promise.all(rounds)) {
    expect(added).toBe(before + 1);
    expect(after).toBe(added);
  }
  expect(await redis.get("gw:counter")).toBe(40);
});

test("a transaction with an unknown command is refused whole", async () => {
  await redis.set("gw:counter", 1);
  const answer = await post("/multi-exec", [["INCR", "gw:counter"], ["NOSUCH"]]);
  expect(answer.status).toBe(400);
  expect(await redis.get("gw:counter")).toBe(1);
});

test("scripts run by source and by digest", async () => {
  const script = "redis.call('SET', KEYS[1], ARGV[1]) return {redis.call('GET', KEYS[1]), 7}";
  expect(await redis.eval(script, ["gw:script"], ["via eval"])).toEqual(["via eval", 7]);
  const digest = await redis.scriptLoad(script);
  expect(await redis.evalsha(digest, ["gw:script"], ["via digest"])).toEqual(["via digest", 7]);
  await expect(redis.evalsha("0".repeat(40), [], [])).rejects.toThrow(/NOSCRIPT/);
});

test("the rate limiter lets exactly its limit through, also when all come at once", async () => {
  const limiter = new Ratelimit({
    redis,
    limiter: Ratelimit.slidingWindow(10, "1 h"),
    prefix: `gw:limit:${crypto.randomUUID()}`,
  });
  const answers = await Promise.all(Array.from({ length: 32 }, () => limiter.limit("one-client")));
  expect(answers.filter((answer) => answer.success)).toHaveLength(10);
  expect((await limiter.limit("another-client")).success).toBe(true);
});

test("a wrong token, a blocking command and a broken body are refused", async () => {
  const stranger = new Redis({ url, token: "wrong", retry: false });
  await expect(stranger.get("gw:text")).rejects.toThrow(/WRONGPASS/);
  expect((await post("/", ["BLPOP", "gw:list", "0"])).status).toBe(400);
  expect((await post("/", { not: "a command" })).status).toBe(400);
  expect((await post("/pipeline", "x")).status).toBe(400);
});

function post(path: string, body: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}
