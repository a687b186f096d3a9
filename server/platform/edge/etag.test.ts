import { expect, test } from "vitest";
import { revalidated } from "./etag";

const answer = (control: string, body = { places: ["Gent"] }) =>
  Response.json(body, { headers: { "cache-control": control, "cache-tag": "places" } });
const request = (etag?: string) =>
  new Request("http://localhost/api/v1/places", {
    headers: etag === undefined ? {} : { "if-none-match": etag },
  });

test("a caller who has the bytes is not sent them again, and one who has others is", async () => {
  const first = await revalidated(request(), answer("public, no-cache"));
  const etag = first.headers.get("etag") ?? "";
  expect(await first.json()).toEqual({ places: ["Gent"] });
  for (const known of [etag, `"other", ${etag}`, etag.replace("W/", "")]) {
    const again = await revalidated(request(known), answer("public, no-cache"));
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("cache-tag")).toBe("places");
  }
  expect((await revalidated(request(etag), answer("public, no-cache", { places: [] }))).status).toBe(200);
});

test("what is the caller's alone gets no ETag", async () => {
  const own = await revalidated(request("*"), answer("private, no-store"));
  expect([own.status, own.headers.get("etag")]).toEqual([200, null]);
});
