import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { encodedBodyHeader } from "@/server/rest/encoded-body";
import { allowEncodedBody } from "./encoded-body";

async function answerTo(
  acceptEncoding: string,
  method = "GET",
): Promise<{ encoding: string | null; text: string; leaked: boolean }> {
  const server = createServer((request, response) => {
    allowEncodedBody(request, response);
    const mayEncode = request.headers[encodedBodyHeader] === "gzip";
    if (mayEncode) response.setHeader(encodedBodyHeader, "gzip");
    response.end(mayEncode ? gzipSync("a tile") : "a tile");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method,
    headers: { "accept-encoding": acceptEncoding },
  });
  const text = await response.text();
  await new Promise((closed) => server.close(closed));
  const { headers } = response;
  return { encoding: headers.get("content-encoding"), text, leaked: headers.has(encodedBodyHeader) };
}

test("a body that comes compressed says so, to those who take it", async () => {
  expect(await answerTo("gzip, br")).toEqual({ encoding: "gzip", text: "a tile", leaked: false });
  expect(await answerTo("identity")).toEqual({ encoding: null, text: "a tile", leaked: false });
});

test("what a command answers is not compressed", async () => {
  expect(await answerTo("gzip", "POST")).toEqual({ encoding: null, text: "a tile", leaked: false });
});
