import { type IncomingHttpHeaders, request, type Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currentCorrelationId } from "@/server/platform/correlation";
import { maxBodyBytes } from "./body-limit";
import { createHttpServer } from "./create-server";
import { createListener } from "./listener";

type Echo = { headers: IncomingHttpHeaders; scope?: string; bytes: number };
type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

const servers: Server[] = [];
let direct = 0;
let proxied = 0;

beforeAll(async () => {
  direct = await serve(false);
  proxied = await serve(true);
});
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

test("the peer is always the last entry of x-forwarded-for", async () => {
  expect((await echo(direct)).headers["x-forwarded-for"]).toBe("127.0.0.1");
  const claimed = await echo(direct, { "x-forwarded-for": "203.0.113.9, 10.0.0.1" });
  expect(claimed.headers["x-forwarded-for"]).toBe("203.0.113.9, 10.0.0.1, 127.0.0.1");
});

test("headers that only our own code may set are dropped", async () => {
  const { headers } = await echo(direct, {
    "x-middleware-subrequest": "middleware",
    "X-Middleware-Rewrite": "/desk",
    "x-nonce": "known",
    "x-mc-actor": "admin",
    accept: "text/html",
  });
  expect(Object.keys(headers).filter((name) => /^x-(middleware|nonce|mc)/.test(name))).toEqual([]);
  expect(headers.accept).toBe("text/html");
});

test("a host named by the caller counts only behind a configured proxy", async () => {
  const sent = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
  expect((await echo(direct, sent)).headers["x-forwarded-host"]).toBeUndefined();
  expect((await echo(proxied, sent)).headers["x-forwarded-host"]).toBe("evil.example");
});

test("a sane correlation id is kept, any other is replaced, and the answer and the logs carry it", async () => {
  const kept = await send(direct, { headers: { "x-correlation-id": "abcDEF-12345" } });
  expect(kept.headers["x-correlation-id"]).toBe("abcDEF-12345");
  expect(parse(kept).scope).toBe("abcDEF-12345");
  for (const bad of ["short", "has space inside", "x".repeat(65), 'quote"d-value']) {
    const replaced = await send(direct, { headers: { "x-correlation-id": bad } });
    expect(replaced.headers["x-correlation-id"]).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test("a body over the limit is refused, announced or chunked, and one at the limit is not", async () => {
  const over = Buffer.alloc(maxBodyBytes + 1, "x");
  const ways: Record<string, string>[] = [
    { "content-length": String(over.length) },
    { "transfer-encoding": "chunked" },
  ];
  for (const headers of ways) {
    const answer = await send(direct, { method: "POST", headers, body: over });
    expect(answer.status).toBe(413);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(answer.text)).toMatchObject({
      code: "body_too_large",
      correlationId: answer.headers["x-correlation-id"],
    });
  }
  const chunked = { "transfer-encoding": "chunked" };
  const atLimit = await send(direct, { method: "POST", headers: chunked, body: over.subarray(1) });
  expect(parse(atLimit).bytes).toBe(maxBodyBytes);
});

test("whose body is refused can go on writing it, and so comes to read why", async () => {
  const socket = connect(direct, "127.0.0.1");
  const errors: Error[] = [];
  socket.on("error", (error) => errors.push(error));
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${maxBodyBytes + 1}\r\n\r\n`);
  const answer = await new Promise<string>((read) => socket.once("data", (data) => read(String(data))));
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  const half = Buffer.alloc(Math.ceil((maxBodyBytes + 1) / 2), "x");
  await new Promise((written) => socket.write(half, written));
  await new Promise((written) => socket.write(half.subarray(1), written));
  await new Promise((closed) => socket.once("close", closed).resume());
  expect(errors).toEqual([]);
});

test("a handler that throws gives a problem without a stack", async () => {
  const answer = await send(direct, { path: "/throw" });
  expect(answer.status).toBe(500);
  expect(JSON.parse(answer.text)).toMatchObject({ code: "internal", status: 500 });
  expect(answer.text).not.toMatch(/boom|\.ts/);
});

test("a request that is not HTTP, or has two lengths, or no host, is refused", async () => {
  const twoLengths =
    "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";
  for (const text of ["nonsense\r\n\r\n", twoLengths, "GET / HTTP/1.1\r\n\r\n"]) {
    expect(await raw(direct, text)).toMatch(/^HTTP\/1\.1 400 /);
  }
  const wide = `GET / HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(20_000)}\r\n\r\n`;
  expect(await raw(direct, wide)).toMatch(/^HTTP\/1\.1 431 /);
});

async function serve(hasProxy: boolean): Promise<number> {
  const listener = createListener(
    async (incoming, response) => {
      if (incoming.url === "/throw") throw new Error("boom");
      let bytes = 0;
      for await (const chunk of incoming as AsyncIterable<Buffer>) bytes += chunk.length;
      response.end(JSON.stringify({ headers: incoming.headers, scope: currentCorrelationId(), bytes }));
    },
    { hasProxy },
  );
  const server = createHttpServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function echo(port: number, headers: Record<string, string> = {}): Promise<Echo> {
  return parse(await send(port, { headers }));
}

function parse(answer: Answer): Echo {
  return JSON.parse(answer.text) as Echo; // written by the handler above
}

type Sent = { path?: string; method?: string; headers?: Record<string, string>; body?: Buffer };

function send(port: number, { path = "/", method = "GET", headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((done, fail) => {
    const outgoing = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.on("error", fail);
    outgoing.end(body);
  });
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((done) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (part) => {
      answer += part.toString();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => done(answer));
  });
}
