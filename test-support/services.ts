import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpServer } from "@/server/http/create-server";
import { createListener } from "@/server/http/listener";
import { serviceDoor } from "@/server/http/service-door";
import { type ContextName, contextNames } from "@/server/kernel/context-name";
import { callContext, contextRouters } from "@/server/routers/contexts";
import { forgetEnvironment } from "./environment";

/** Opens the service doors of contexts on this machine; calls to them then go over HTTP, with tokens. */
export async function openServiceDoors(
  contexts: readonly ContextName[] = contextNames,
): Promise<{ urls: Record<string, string>; close: () => Promise<void> }> {
  const servers = await Promise.all(contexts.map(listen));
  const urls = Object.fromEntries(
    servers.map((server, index) => [
      `${contexts[index]?.toUpperCase()}_URL`,
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ]),
  );
  Object.assign(process.env, urls);
  forgetEnvironment();
  return {
    urls,
    async close() {
      for (const name of Object.keys(urls)) delete process.env[name];
      forgetEnvironment();
      await Promise.all(servers.map(end));
    },
  };
}

/** These doors share the suite's process, which has no health of a service's own. */
const ready = async () => ({ ready: true, dependencies: {} });

function listen(context: ContextName): Promise<Server> {
  const handler = serviceDoor({ context, router: contextRouters[context], contextOf: callContext, ready });
  const server = createHttpServer(createListener(handler, { hasProxy: false }));
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

function end(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  return closed;
}
