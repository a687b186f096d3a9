import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Page } from "@playwright/test";
import { desk, signIn } from "./support/staff";
import { expect, test } from "./support/test";

/** Ieper: inside Gent's drop-off area, within 20 km of the border to France. */
const ieper = { lat: 50.851, lng: 2.885 };
const gent = "be-gent-korenmarkt";

test("a manager shrinks an area without a mouse, the next lookup answers by the new border, and undo brings it back", async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  await signInAsManager(page);
  expect(await methodsOfGent(request)).toContain("drop_off");

  await page.getByRole("searchbox", { name: "Search by name" }).fill("gent");
  await page.getByRole("row", { name: /^Gent BE/ }).focus();
  await page.keyboard.press("Enter");
  const details = page.getByRole("region", { name: "Details" });
  await expect(details.getByRole("heading", { level: 2 })).toBeFocused();
  await expect(details.getByText(/hours booked/)).toBeVisible();
  await noViolations(page);

  await details.getByRole("button", { name: "Drop-off" }).press("Enter");
  await details.getByRole("button", { name: "Edit this area" }).press("Enter");
  await details.getByLabel("By how many km, all round").fill("20");
  await details.getByRole("button", { name: "Shrink" }).press("Enter");
  await expect(details.getByText(/\(-[\d,.]+ km²\)/)).toBeVisible();
  await noViolations(page);
  await details.getByRole("button", { name: "Save from now on" }).press("Enter");
  await expect(page.getByText("The area holds from now on.")).toBeVisible();
  await expect.poll(() => methodsOfGent(request)).not.toContain("drop_off");
  await expect(details.getByRole("button", { name: "Edit this area" })).toBeVisible();

  await page.getByRole("button", { name: "Undo", exact: true }).press("Enter");
  await expect(page.getByText("The former border holds again.")).toBeVisible();
  await expect.poll(() => methodsOfGent(request)).toContain("drop_off");

  // And whatever happened since, the first border is one press away.
  const older = details.getByRole("button", { name: /^Bring back version/ });
  await expect(older.nth(1)).toBeVisible();
  const before = await older.count();
  await details.getByRole("button", { name: "Bring back version 1", exact: true }).press("Enter");
  await expect(older).toHaveCount(before + 1);
  expect(await methodsOfGent(request)).toContain("drop_off");
});

test("corners move by numbers, every step can be taken back, and a border that crosses itself is refused in words", async ({
  page,
  complaints,
}) => {
  test.setTimeout(240_000);
  complaints.expect(/Failed to load resource/);
  await signInAsManager(page);
  await page.getByRole("tab", { name: /^Areas/ }).click();
  await page.getByRole("searchbox", { name: "Search by name" }).fill("gent");
  await page.getByRole("row", { name: /^Gent BE/ }).focus();
  await page.keyboard.press("Enter");
  const details = page.getByRole("region", { name: "Details" });
  await details.getByRole("button", { name: "Edit this area" }).press("Enter");
  await details.getByText("Corners", { exact: true }).press("Enter");
  const latitude = details.getByLabel("Latitude of corner 1", { exact: true });
  const before = await latitude.inputValue();
  await latitude.fill("50.8");
  await latitude.press("Enter");
  await expect(details.getByRole("button", { name: "Undo" })).toBeEnabled();
  await details.getByRole("button", { name: "Save from now on" }).press("Enter");
  await expect(details.getByRole("alert")).toContainText(/crosses itself|lie outside Belgium/);
  await details.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(latitude).toHaveValue(before);
  await details.getByRole("button", { name: "Leave without saving" }).press("Enter");
  await expect(details.getByRole("button", { name: "Edit this area" })).toBeVisible();
});

test("what somebody else saved meanwhile is said, and the drawing is kept", async ({ page, complaints }) => {
  test.setTimeout(240_000);
  complaints.expect(/Failed to load resource/);
  await signInAsManager(page);
  await page.getByRole("tab", { name: /^Areas/ }).click();
  await page.getByRole("searchbox", { name: "Search by name" }).fill("gent");
  await page.getByRole("row", { name: /^Gent BE/ }).click();
  const details = page.getByRole("region", { name: "Details" });
  await details.getByRole("button", { name: "Edit this area" }).click();
  await details.getByRole("button", { name: "Shrink" }).click();
  const after = details.locator("output");
  await expect(after).toContainText("-");
  const drawn = await after.textContent();
  await saveElsewhere(page);

  await details.getByRole("button", { name: "Save from now on" }).click();
  await expect(details.getByRole("alert")).toContainText("Camille Laurent saved version");
  expect(await after.textContent()).toBe(drawn);
  await details.getByRole("button", { name: "Start again from theirs" }).click();
  await expect(details.getByText("Nothing changed yet")).toBeVisible();
  await details.getByRole("button", { name: "Leave without saving" }).click();
  await details.getByRole("button", { name: "Take back the last change" }).click();
  await expect(page.getByText("The former border holds again.")).toBeVisible();
});

test("a place asked for on the map is answered as a customer's would be, and its address shows it again", async ({
  page,
}) => {
  await signInAsManager(page);
  await page.getByRole("combobox", { name: "Who serves a place?" }).fill("Ieper");
  await page.getByRole("option", { name: /Ieper/ }).first().click();
  await expect(page.getByText(/ways? to be served at .*Ieper/)).toBeVisible();
  await expect(page.getByRole("button", { name: "MyComputer Gent, Korenmarkt" }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText(/ways? to be served/)).toBeVisible();
});

test("a manager who signs in without a page in mind lands on the map, and is not shown what they may not open", async ({
  page,
}) => {
  await page.goto("/en/sign-in/staff");
  await page.getByRole("button", { name: "Camille Laurent" }).click();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/manage$/, { timeout: 30_000 });
  await expect(page.getByRole("navigation", { name: "Sections" }).getByRole("link")).toHaveText([
    "Desk",
    "Stock",
    "Coverage",
  ]);
});

test("the desk has no way to the map, and is told so when it asks for it", async ({ page, complaints }) => {
  complaints.expect(/Failed to load resource/);
  await signIn(page, "/desk", desk.email);
  await expect(page.getByRole("link", { name: "Coverage" })).toHaveCount(0);
  expect((await page.goto("/manage"))?.status()).toBe(403);
});

test("what needs a manager opens the rows it counts", async ({ page }) => {
  await signInAsManager(page);
  const often = page.getByRole("link", { name: /often looked for in vain/ });
  const count = Number(/\d+/.exec((await often.textContent()) ?? "")?.[0]);
  await often.click();
  await expect(page.getByRole("tab", { name: `Unmet demand ${count}`, selected: true })).toBeVisible();
  await noViolations(page);
});

async function signInAsManager(page: Page): Promise<void> {
  await signIn(page, "/manage", "manager@demo.mycomputer.example");
  await expect(page.getByRole("row").nth(3)).toBeVisible({ timeout: 60_000 });
}

/** The area of the page's address as it is, saved once more in another window. */
async function saveElsewhere(page: Page): Promise<void> {
  const areaId = new URL(page.url()).searchParams.get("area");
  const input = encodeURIComponent(JSON.stringify({ areaId }));
  const read = await page.request.get(`/api/trpc/location.coverage.area?input=${input}`);
  const { version, area } = (await read.json()).result.data;
  const data = { areaId, expectedVersion: version, area };
  const saved = await page.request.post("/api/trpc/location.coverage.saveArea", { data });
  expect(saved.status()).toBe(200);
}

/** How Gent reaches Ieper, by the public REST lookup. */
async function methodsOfGent(request: APIRequestContext): Promise<string[]> {
  const answer = await request.get("/api/v1/coverage", { params: { lat: ieper.lat, lng: ieper.lng } });
  const { options } = (await answer.json()) as { options: { serviceCenterId: string; method: string }[] };
  return options.filter(({ serviceCenterId }) => serviceCenterId === gent).map(({ method }) => method);
}

async function noViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`)).toEqual(
    [],
  );
}
