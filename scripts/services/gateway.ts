import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createClient, ErrorReply, RESP_TYPES } from "redis";
import { createScriptTranslator } from "./upstash-scripts";

/** As much of Upstash's REST protocol as @upstash/redis and @upstash/ratelimit speak, in front of a real Redis. */
export type GatewayOptions = { redisUrl: string; token: string };
export type Gateway = { server: Server; close: () => Promise<void> };

const maxBodyBytes = 10 * 1024 * 1024;

/** One shared connection: what blocks it, subscribes on it or leaves it would harm the other callers. */
const refused = new Set(
  "subscribe psubscribe ssubscribe monitor blpop brpop brpoplpush blmove blmpop bzpopmin bzpopmax bzmpop wait select auth hello quit reset shutdown multi exec discard watch unwatch client".split(
    " ",
  ),
);

type Reply = string | number | Buffer | null | Error | Reply[];
type Encode = (value: Reply) => unknown;

export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const client = createClient({
    url: options.redisUrl,
    RESP: 2,
    commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  });
  client.on("error", () => undefined); // it reconnects by itself; each call reports its own failure
  await client.connect();
  const translate = createScriptTranslator();
  const send = (args: string[]) => client.sendCommand(translate(args)) as Promise<Reply>; // RESP 2 with blobs as buffers

  const server = createServer((request, response) => {
    handle(request, options.token, send)
      .catch((error: unknown) => ({ status: 500, body: { error: messageOf(error) } }))
      .then((answer) => respond(response, answer));
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    client.destroy();
  };
  return { server, close };
}

type Answer = { status: number; body: unknown };
type Send = (args: string[]) => Promise<Reply>;

async function handle(request: IncomingMessage, token: string, send: Send): Promise<Answer> {
  if (!isAuthorised(request.headers.authorization, token)) {
    return { status: 401, body: { error: "WRONGPASS invalid or missing auth token" } };
  }
  if (request.url === "/health") return { status: 200, body: { pid: process.pid } };
  if (request.method !== "POST") return { status: 405, body: { error: "ERR use POST" } };
  const body = await readJson(request);
  const encode = request.headers["upstash-encoding"] === "base64" ? toBase64 : toText;
  if (request.url === "/") return one(body, send, encode);
  if (request.url === "/pipeline") return pipeline(body, send, encode);
  if (request.url === "/multi-exec") return transaction(body, send, encode);
  return { status: 404, body: { error: "ERR unknown path" } };
}

async function one(body: unknown, send: Send, encode: Encode): Promise<Answer> {
  const args = parseCommand(body);
  if (typeof args === "string") return { status: 400, body: { error: args } };
  const result = await outcome(send(args), encode);
  return { status: "error" in result ? 400 : 200, body: result };
}

async function pipeline(body: unknown, send: Send, encode: Encode): Promise<Answer> {
  if (!Array.isArray(body)) return { status: 400, body: { error: "ERR a list of commands is needed" } };
  const results = body.map((item) => {
    const args = parseCommand(item);
    return typeof args === "string" ? { error: args } : outcome(send(args), encode);
  });
  return { status: 200, body: await Promise.all(results) };
}

/** All commands are written in one turn of the loop, so nothing else comes between MULTI and EXEC. */
async function transaction(body: unknown, send: Send, encode: Encode): Promise<Answer> {
  if (!Array.isArray(body)) return { status: 400, body: { error: "ERR a list of commands is needed" } };
  const commands = body.map(parseCommand);
  const bad = commands.find((args) => typeof args === "string");
  if (bad) return { status: 400, body: { error: bad } };
  const all = [["MULTI"], ...commands.filter((args) => typeof args !== "string"), ["EXEC"]];
  const replies = await Promise.allSettled(all.map(send));
  const exec = replies.at(-1);
  if (exec?.status !== "fulfilled" || !Array.isArray(exec.value)) {
    return {
      status: 400,
      body: { error: messageOf(exec?.status === "rejected" ? exec.reason : "ERR aborted") },
    };
  }
  return { status: 200, body: exec.value.map((reply) => wrap(reply, encode)) };
}

function parseCommand(body: unknown): string[] | string {
  if (!Array.isArray(body) || body.length === 0) return "ERR empty command";
  if (body.some((part) => !["string", "number", "boolean"].includes(typeof part))) return "ERR bad argument";
  const args = body.map(String);
  const name = (args[0] ?? "").toLowerCase();
  return refused.has(name) ? `ERR command is not available over REST: '${name}'` : args;
}

async function outcome(
  reply: Promise<Reply>,
  encode: Encode,
): Promise<{ result: unknown } | { error: string }> {
  try {
    return wrap(await reply, encode);
  } catch (error) {
    if (error instanceof ErrorReply) return { error: error.message };
    throw error;
  }
}

function wrap(reply: Reply, encode: Encode): { result: unknown } | { error: string } {
  return reply instanceof Error ? { error: reply.message } : { result: encode(reply) };
}

function toText(value: Reply): unknown {
  if (Array.isArray(value)) return value.map(toText);
  return Buffer.isBuffer(value) ? value.toString("utf8") : value;
}

function toBase64(value: Reply): unknown {
  if (Array.isArray(value)) return value.map(toBase64);
  if (value === "OK" || value === null || typeof value === "number") return value;
  return Buffer.from(value instanceof Error ? value.message : value).toString("base64");
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

function isAuthorised(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function respond(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
