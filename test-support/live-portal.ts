import type { Server } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { GET } from "@/app/api/trpc/[trpc]/route";
import { createHttpServer } from "@/server/http/create-server";
import { createListener } from "@/server/http/listener";

/** The portal's tRPC door behind the portal's own HTTP server, without Next. Reads only. */
export async function serveVerbs(port = 0): Promise<{ url: string; server: Server; close(): Promise<void> }> {
  const listener = createListener(
    async (request, response) => {
      const gone = new AbortController();
      response.once("close", () => gone.abort());
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (typeof value === "string") headers.set(name, value);
      }
      const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
      const answer = await GET(new Request(url, { headers, signal: gone.signal }));
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.flushHeaders();
      if (answer.body === null) return void response.end();
      // The two libraries' types for the same web stream differ by name only.
      await pipeline(Readable.fromWeb(answer.body as ReadableStream), response).catch(() => undefined);
    },
    { hasProxy: true },
  );
  const server = createHttpServer(listener);
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    url: `http://127.0.0.1:${address.port}`,
    server,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
