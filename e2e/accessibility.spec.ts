import type { Page } from "@playwright/test";
import { expectNoBarriers } from "./support/axe";
import { berlin, keepFirstTime, question, sayWho, stepAddress } from "./support/booking";
import { desk, signIn } from "./support/staff";
import { expect, test } from "./support/test";

const { device, fault } = berlin;

/** Screens that an address alone opens, and what must stand there first. */
const screens: [name: string, address: string, ready: (page: Page) => Promise<void>][] = [
  ["home", "/en", (page) => expect(page.locator("canvas")).toBeVisible()],
  ["find a centre", "/en/find", (page) => question(page, "Find a centre")],
  [
    "centres near a place",
    "/en/find?place=Gent&lat=51.05&lng=3.71667",
    (page) => expect(page.getByRole("img", { name: "Gent" })).toBeVisible(),
  ],
  ["a centre", `/en/find/${desk.centre}`, (page) => expect(page.getByText("Opening hours")).toBeVisible()],
  ["booking: device", `/en/book/device?device=${device}`, (page) => question(page, "What is broken?")],
  [
    "booking: price",
    `/en/book/price?device=${device}&fault=${fault}`,
    (page) => question(page, "What it costs"),
  ],
  [
    "booking: place",
    `/en/book/place?device=${device}&fault=${fault}`,
    (page) => question(page, "Where is it?"),
  ],
  [
    "booking: centre",
    stepAddress("centre", berlin),
    (page) => expect(page.getByRole("img", { name: "Kreuzberg" })).toBeVisible(),
  ],
  [
    "booking: nobody serves the place",
    `/en/book/centre?device=${device}&fault=${fault}&place=Ankara&lat=39.93&lng=32.86`,
    (page) => expect(page.getByText("None of our centres serves Ankara yet.")).toBeVisible(),
  ],
  ["sign-in", "/en/sign-in", (page) => question(page, "Your repairs")],
  ["staff sign-in", "/en/sign-in/staff", (page) => question(page, "Staff sign-in")],
  ["privacy", "/en/privacy", (page) => question(page, "Privacy")],
  ["imprint", "/en/imprint", (page) => question(page, "Imprint")],
  ["accessibility", "/en/accessibility", (page) => question(page, "Accessibility")],
  ["not found", "/en/nowhere", (page) => question(page, "This trace leads nowhere.")],
  ["a wrong tracking link", "/en/track/wrong", (page) => question(page, "This link does not work.")],
  ["kept mails of the demo", "/demo/mail", (page) => question(page, "Kept mails")],
];

for (const [name, address, ready] of screens) {
  test(`no barrier: ${name}`, async ({ page, complaints }) => {
    complaints.expect(/404/);
    await page.goto(address);
    await ready(page);
    await expectNoBarriers(page, name);
  });
}

test("no barrier: from the time to the tracking page, with errors shown", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(stepAddress("time", berlin));
  await page.getByRole("button", { name: /^First available/ }).waitFor();
  await expectNoBarriers(page, "booking: time");
  await keepFirstTime(page);
  await page.getByRole("button", { name: "Check everything" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expectNoBarriers(page, "booking: contact with errors");
  await sayWho(page, "Ana Peeters", "ana.peeters@example.org");
  await page.getByRole("button", { name: "Check everything" }).click();
  await question(page, "Is everything right?");
  await expectNoBarriers(page, "booking: check");
  await page.getByRole("button", { name: "Book the repair" }).click();
  await question(page, "Booked. We look forward to it.");
  await expectNoBarriers(page, "confirmation");
  await page.getByRole("link", { name: "Follow the repair" }).click();
  await question(page, "Your repair");
  await expectNoBarriers(page, "tracking");
});

test("no barrier: a customer's own repairs", async ({ page, request }) => {
  const email = "ana.peeters@example.org";
  await request.post("/api/auth/link", { data: { email, locale: "en" } });
  await page.goto("/demo/mail");
  await expect(async () => {
    await page.reload();
    await page
      .getByRole("article")
      .filter({ hasText: "Your link to sign in" })
      .first()
      .getByRole("link")
      .click({ timeout: 3_000 });
  }).toPass();
  await page.getByRole("button", { name: "Sign me in" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await question(page, "Your repairs");
  await expectNoBarriers(page, "a customer's own repairs");
});

test("no barrier: the desk, an order, and the check-in", async ({ page }) => {
  await signIn(page, "/desk", desk.email);
  const queue = page.getByRole("region", { name: /^Orders, the next to break its word/ });
  await expect(queue.getByRole("link").first()).toBeVisible();
  await expectNoBarriers(page, "desk");
  await page.goto("/desk?status=booked");
  await queue.getByRole("link").first().click();
  await page.getByRole("article", { name: /^Order MC-/ }).waitFor();
  await expectNoBarriers(page, "desk with an order");
  await page.getByRole("button", { name: "Receive device" }).click();
  await page.getByRole("dialog").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Receive", exact: true }).click();
  await expectNoBarriers(page, "check-in");
});

test("no barrier: the manager's map", async ({ page }) => {
  await signIn(page, "/manage", "manager@demo.mycomputer.example");
  await expect(page.locator("canvas")).toBeVisible();
  await expectNoBarriers(page, "manager's map");
});
