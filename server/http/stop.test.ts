import { get, type Server, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { onShutdown } from "@/server/platform/shutdown";
import { createHttpServer } from "./create-server";
import { createListener } from "./listener";
import { stopServer } from "./stop";

test("a stop ends live streams, lets a running answer finish, and closes what they used last", async () => {
  const order: string[] = [];
  let finish: () => void = () => undefined;
  const server = createHttpServer(
    createListener(
      async (request, response) => {
        if (request.url === "/live") return startStream(response);
        await new Promise<void>((done) => {
          finish = done;
        });
        response.end("finished");
      },
      { hasProxy: false },
    ),
  );
  const port = await listen(server);
  const forgetDrain = onShutdown("drain", () => void order.push("drain"));
  const forgetClose = onShutdown("close", () => void order.push("close"));
  const live = read(port, "/live").catch(() => "cut");
  const slow = read(port, "/slow").then((text) => order.push(text));
  await expect.poll(() => connections(server)).toBe(2);

  const stopped = stopServer(server, (error) => expect.fail(String(error)));
  expect(await live).toBe("cut");
  expect(order).toEqual(["drain"]);
  finish();
  await stopped;
  await slow;
  expect(order.at(-1) === "close" || order.at(-2) === "close").toBe(true);
  expect([...order].sort()).toEqual(["close", "drain", "finished"]);
  await expect(read(port, "/slow")).rejects.toThrow("ECONNREFUSED");
  forgetDrain();
  forgetClose();
});

function startStream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write("data: hello\n\n");
}

function listen(server: Server): Promise<number> {
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address ? address.port : 0);
    });
  });
}

function connections(server: Server): Promise<number> {
  return new Promise((done) => server.getConnections((_error, count) => done(count)));
}

function read(port: number, path: string): Promise<string> {
  return new Promise((done, fail) => {
    const request = get({ host: "127.0.0.1", port, path, agent: false }, (response) => {
      let text = "";
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => done(text));
      response.on("error", fail);
    });
    request.on("error", fail);
  });
}
