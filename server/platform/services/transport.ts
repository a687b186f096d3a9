import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as overHttp } from "node:http";
import { Agent as HttpsAgent, request as overHttps } from "node:https";
import type { ContextName } from "@/server/kernel/context-name";
import { env } from "@/server/platform/env";
import { logger } from "@/server/platform/logger";
import { tlsMaterial } from "./tls-files";

export interface ServiceRequest {
  method: "GET" | "POST";
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

// Idle connections end well before the server's own patience (72 s), so that none is used while it is being closed.
const keepAlive = { keepAlive: true, timeout: 30_000, maxFreeSockets: 32 };
const plain = new HttpAgent(keepAlive);
const agents = new Map<string, { revision: number; agent: HttpsAgent }>();

/**
 * The agent for a service: presents our certificate and expects one in the service's name, whatever its address.
 * A renewed certificate gets a new agent; what runs on the old one ends by itself.
 */
function agentFor(context: ContextName): HttpsAgent {
  const material = tlsMaterial();
  const revision = material?.revision ?? 0;
  const known = agents.get(context);
  if (known?.revision === revision) return known.agent;
  const named = material === undefined ? {} : { ...material, servername: context };
  const agent = new HttpsAgent({ ...keepAlive, ...named, minVersion: "TLSv1.3" });
  agents.set(context, { revision, agent });
  return agent;
}

/** Asks the service of a context; answers as soon as the head of its answer is there. */
export function requestService(context: ContextName, asked: ServiceRequest): Promise<IncomingMessage> {
  const base = env().contextUrl(context);
  if (base === undefined) throw new Error(`${context.toUpperCase()}_URL is not set`);
  const url = new URL(asked.path, base);
  const { method, headers, signal, body } = asked;
  const options = { method, headers, ...(signal === undefined ? {} : { signal }) };
  return new Promise((done, fail) => {
    const request: ClientRequest =
      url.protocol === "https:"
        ? overHttps(url, { ...options, agent: agentFor(context) })
        : overHttp(url, { ...options, agent: plain });
    request.once("response", done);
    request.once("error", (error: NodeJS.ErrnoException) => {
      if (isCertificateError(error)) tellOfCertificate(context, error);
      fail(error);
    });
    request.end(body);
  });
}

/** A whole answer as text. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  answer.setEncoding("utf8");
  let text = "";
  for await (const part of answer) text += part;
  return text;
}

function isCertificateError({ code = "" }: NodeJS.ErrnoException): boolean {
  return /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code);
}

function tellOfCertificate(context: ContextName, error: NodeJS.ErrnoException): void {
  logger.error(
    { alarm: "service_certificate_refused", service: context, reason: error.code, err: error },
    "the certificate of a service, or ours there, was refused",
  );
}
