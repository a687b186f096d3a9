import type { Page } from "@playwright/test";
import type { Overview } from "@/server/platform/operations/overview";
import { expectNoBarriers } from "./support/axe";
import { signIn } from "./support/staff";
import { expect, test } from "./support/test";

const address = "/manage/operations";

async function signInAsAdmin(page: Page): Promise<void> {
  await signIn(page, address, "admin@demo.mycomputer.example");
  await expect(page.getByRole("table")).toBeVisible({ timeout: 60_000 });
}

/** What the portal answers, changed on its way to the page: states that a healthy demo does not have. */
async function withAnswer(page: Page, change: (overview: Overview) => void): Promise<void> {
  await page.route("**/api/operations", async (route) => {
    const answer = await route.fetch();
    const overview: Overview = await answer.json();
    change(overview);
    await route.fulfill({ response: answer, json: overview });
  });
}

// The page asks every few seconds, also in the moment in which its journey ends.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

const letter = {
  consumer: "location.slots-of-cancelled-orders",
  eventId: "0190a0b0-0000-7000-8000-000000000001",
  streamId: "work_order-0190a0b0-0000-7000-8000-000000000002",
  offset: 7,
  type: "work_order.cancelled.v1",
  data: { reason: "by_centre" },
  correlationId: "a-correlation-id",
  recordedAt: "2026-11-02T10:00:00.000Z",
  error: "the slot is held by nobody",
  attempts: 5,
  waiting: false,
  failedAt: "2026-11-02T10:00:01.000Z",
  retryAsked: false,
  dropped: null,
};

function withLetter(overview: Overview): void {
  const location = overview.contexts.find(({ context }) => context === "location");
  if (location) location.deadLetters = [letter];
}

test("an admin walks the board by keyboard: a part opens beside it, and Escape leads back", async ({
  page,
}) => {
  await signInAsAdmin(page);
  const board = page.getByRole("region", { name: /^Board/ });
  for (const name of ["Portal", "Inventory", "Customer", "Payment", "Location"]) {
    await expect(board.getByRole("heading", { name, exact: true })).toBeVisible();
  }
  const feed = board.getByRole("button", { name: /^Event feed.*numbered/ }).first();
  await feed.focus();
  await page.keyboard.press("Enter");
  const details = page.getByRole("region", { name: "Details" });
  await expect(details.getByRole("heading", { level: 2 })).toBeFocused();
  await expect(details.getByText("Last number in the feed")).toBeVisible();
  await expect(page).toHaveURL(/part=\w+\.feed/);
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await expect(feed).toBeFocused();
});

test("the table says the same in words, and its rows open the same details", async ({ page }) => {
  await signInAsAdmin(page);
  const row = page.getByRole("row", { name: /^Customer Sagas/ });
  await row.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("row", { name: /^Customer Jobs/ })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Customer: Sagas" })).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Customer: Sagas" })).toBeVisible();
});

test("a new answer moves nothing: focus and scroll stay where they are", async ({ page }) => {
  await signInAsAdmin(page);
  const row = page.getByRole("row", { name: /^Location Log keeping/ });
  await row.focus();
  const before = await page.evaluate(() => window.scrollY);
  for (let answers = 0; answers < 2; answers++) {
    await page.waitForResponse((response) => response.url().endsWith("/api/operations"));
  }
  await expect(row).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(before);
  await expect(page.getByText(/^As of /)).toBeVisible();
});

test("a context that does not answer says so, and the rest goes on", async ({ page }) => {
  await withAnswer(page, ({ contexts }) => {
    const gone = { state: null, sagas: null, deadLetters: null, jobs: null, twoPhase: null };
    const payment = contexts.find(({ context }) => context === "payment");
    if (payment) Object.assign(payment, gone, { problem: "unavailable" });
  });
  await signInAsAdmin(page);
  await expect(page.getByRole("row", { name: /^Payment Database needs you does not answer/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Payment Event feed no light not known/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Customer Event feed in order/ })).toBeVisible();
  const needs = page.getByRole("list", { name: "What needs you" });
  await needs.getByRole("button", { name: /Payment, Database/ }).press("Enter");
  await expect(page.getByRole("heading", { name: "Payment: Database" })).toBeFocused();
});

test("when the portal itself stops answering, the last picture stays and its age is said", async ({
  page,
  complaints,
}) => {
  complaints.expect(/Failed to load resource/);
  await signInAsAdmin(page);
  await page.route("**/api/operations", (route) =>
    route.fulfill({ status: 503, json: { code: "unavailable" } }),
  );
  const retry = page.getByRole("alert").getByRole("button", { name: "Try again" });
  await expect(retry).toBeVisible();
  await expect(page.getByRole("row", { name: /^Customer Database/ })).toBeVisible();
  await page.unroute("**/api/operations");
  await retry.press("Enter");
  await expect(retry).toHaveCount(0);
});

test("dropping a dead letter asks first and wants a reason; a refusal is said, and the letter stays", async ({
  page,
  complaints,
}) => {
  complaints.expect(/Failed to load resource/);
  await withAnswer(page, withLetter);
  await signInAsAdmin(page);
  await page.getByRole("button", { name: /Location, Dead letters: 1 event set aside/ }).press("Enter");
  const details = page.getByRole("region", { name: "Details" });
  await details.getByText("Read the event").press("Enter");
  await expect(details.getByText('"by_centre"')).toBeVisible();
  await details.getByRole("button", { name: "Drop…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Drop this event?" });
  const reason = dialog.getByRole("textbox", { name: "Why may it be dropped?" });
  await expect(reason).toBeFocused();
  await dialog.getByRole("button", { name: "Drop the event" }).press("Enter");
  await expect(dialog.getByText("Say it in at least three letters.")).toBeVisible();
  await reason.fill("The order was a test.");
  await dialog.getByRole("button", { name: "Drop the event" }).press("Enter");
  await expect(page.getByRole("alert").getByText("That did not work")).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole("button", { name: "Keep it" }).press("Enter");
  await expect(details.getByRole("article")).toHaveCount(1);
});

test("no barrier: the operations page, quiet and in need", async ({ page }) => {
  test.setTimeout(180_000);
  await signInAsAdmin(page);
  await expectNoBarriers(page, "operations");
  await withAnswer(page, withLetter);
  await page.goto(`${address}?part=location.letters`);
  await expect(page.getByRole("article")).toBeVisible();
  await expectNoBarriers(page, "operations with a dead letter");
});

for (const [language, heading, drop] of [
  ["de", "Betrieb", "Verwerfen…"],
  ["fr", "Exploitation", "Abandonner…"],
] as const) {
  test(`on a phone, in ${language}: all of it, and nothing to scroll sideways`, async ({
    page,
    context,
    baseURL,
  }) => {
    await withAnswer(page, withLetter);
    await signInAsAdmin(page);
    await context.addCookies([{ name: "locale", value: language, url: baseURL ?? "" }]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${address}?part=location.letters`);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole("button", { name: drop })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
}

test("whoever isn't an admin has no way in", async ({ page, request, complaints }) => {
  complaints.expect(/Failed to load resource/);
  expect((await request.get("/api/operations")).status()).toBe(401);
  await signIn(page, "/manage", "manager@demo.mycomputer.example");
  await expect(page.getByRole("link", { name: "Operations" })).toHaveCount(0);
  expect((await page.goto(address))?.status()).toBe(403);
  expect((await page.request.get("/api/operations")).status()).toBe(403);
});
