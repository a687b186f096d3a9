import { type Portal, startEmptyPortal } from "@/scripts/test/portal";
import { berlin, stepAddress } from "./support/booking";
import { drawnShare } from "./support/picture";
import { expect, test } from "./support/test";

test("without a token MapLibre draws land, borders and centres, from our own address alone", async ({
  page,
  baseURL,
}) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(baseURL ?? "").origin) foreign.push(request.url());
  });
  await page.goto("/en");
  const map = page.getByRole("region", { name: "Map of all our centres in Europe" });
  await expect(map).toHaveClass(/maplibregl-canvas/);
  await expect.poll(() => drawnShare(map)).toBeGreaterThan(0.05);
  expect(foreign).toEqual([]);
});

test("a centre that is pressed on the map is chosen in the list", async ({ page }) => {
  await page.goto(stepAddress("centre", berlin).replace(/centre=[^&]*&method=[^&]*&/, ""));
  const map = page.getByRole("region", { name: "Map of the centres that serve your place" });
  await expect.poll(() => drawnShare(map)).toBeGreaterThan(0.02);
  const pin = await page.getByRole("img", { name: "Kreuzberg" }).boundingBox();
  // The nearest centre lies in Kreuzberg itself, under the pin's tip.
  if (pin === null) throw new Error("the place has no pin");
  await expect(async () => {
    await page.mouse.click(pin.x + pin.width / 2, pin.y + pin.height);
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
});

test.describe("with Mapbox's token", () => {
  let portal: Portal;
  // No real one: its shape chooses the library, and our own style needs nothing from Mapbox.
  const token = `pk.${btoa(JSON.stringify({ u: "test", a: "test" }))}.c2lnbmF0dXJlLW9mLWEtdGVzdA`;

  test.beforeAll(async () => {
    portal = await startEmptyPortal({ MAPBOX_TOKEN: token });
  });
  test.afterAll(() => portal?.stop());

  test("mapbox-gl draws our own style, also where Mapbox cannot be reached", async ({ page, complaints }) => {
    complaints.expect(/net::ERR_FAILED/);
    await page.route(/^https:\/\/[a-z.]+\.mapbox\.com\//, (route) => route.abort());
    await page.goto(`${portal.url}/en/find`);
    const map = page.getByRole("region", { name: "Map of the centres" });
    await expect(map).toHaveClass(/mapboxgl-canvas/);
    await expect.poll(() => drawnShare(map)).toBeGreaterThan(0.05);
  });
});
