import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  answersOf,
  berlin,
  keepFirstTime,
  pick,
  question,
  reachCheck,
  sayWho,
  stepAddress,
} from "./support/booking";
import { calendarInstant, readCalendar } from "./support/calendar";
import { expect, test } from "./support/test";

const notice = (page: Page) => page.getByRole("main").getByRole("alert");

test("a guest finds help near a place, sees the price before giving a name, books, and can follow the repair", async ({
  page,
}) => {
  const content = page.getByRole("main");
  await page.goto("/en");
  await pick(page, "Place", "kreuzberg", /^Kreuzberg/);
  await page.getByRole("button", { name: "See price and times" }).click();

  await question(page, "What is broken?");
  await pick(page, "Your device", "macbook air m2", /MacBook Air M2/);
  await page.getByRole("radio", { name: "Screen cracked or black" }).check();
  await page.getByRole("button", { name: "See the price" }).click();

  await question(page, "What it costs");
  await expect(content.getByText(/^€\d+ ?– ?€?\d+$/).first()).toBeVisible();
  await expect(content.getByText(/Likely ready on .+, at the latest on/)).toBeVisible();
  await content.getByRole("link", { name: "Find a centre" }).click();

  await question(page, "Which centre, and how?");
  await expect(page.getByRole("region", { name: "Map of the centres that serve your place" })).toBeVisible();
  const nearest = page.getByRole("group", { name: /Berlin, Oranienstraße/ });
  await nearest.getByRole("radio", { name: /I bring it/ }).check();
  await page.getByRole("button", { name: "Choose a time" }).click();

  await keepFirstTime(page);
  const start = new Date(answersOf(page).start ?? "");
  await sayWho(page, "Ana Peeters", "ana.peeters@example.org");
  await page.getByRole("button", { name: "Check everything" }).click();
  await question(page, "Is everything right?");
  for (const words of ["Apple MacBook Air M2", "Ana Peeters", "ana.peeters@example.org"]) {
    await expect(content.getByText(words).filter({ visible: true }).first()).toBeVisible();
  }
  await page.getByRole("button", { name: "Book the repair" }).click();

  await question(page, "Booked. We look forward to it.");
  const ticket = page.getByRole("article", { name: "Your repair" });
  const reference = (await ticket.getByText(/^MC-[0-9A-Z]{4}-[0-9A-Z]{2}$/).textContent()) ?? "";
  await expect(page.getByRole("img", { name: "QR code of your tracking page" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Back up your data" })).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Add to your calendar" }).click();
  const appointment = readCalendar(await readFile(await (await download).path(), "utf8"));
  expect(calendarInstant(appointment.get("DTSTART"))).toEqual(start);
  expect(calendarInstant(appointment.get("DTEND")).getTime()).toBeGreaterThan(start.getTime());
  expect(appointment.get("SUMMARY")).toContain("MacBook Air M2");
  expect(appointment.get("LOCATION")).toContain("Oranienstraße");
  expect(appointment.get("DESCRIPTION")).toContain(reference);

  await page.getByRole("link", { name: "Follow the repair" }).click();
  await question(page, "Your repair");
  await expect(ticket.getByText(reference)).toBeVisible();
  await expect(page.getByText("Booked. We are expecting you.")).toBeVisible();
  await expect(page.getByRole("status").getByText("Live")).toBeVisible();
  // The link alone is enough, on whatever device.
  await page.context().clearCookies();
  await page.reload();
  await expect(ticket.getByText(reference)).toBeVisible();
});

for (const [typed, place] of [
  ["lodz", "Łódź"],
  ["Łódź", "Łódź"],
  ["Gent", "Gent"],
  ["cork", "Cork"],
] as const) {
  test(`"${typed}" finds the centres that serve ${place}, on a list and a map`, async ({ page }) => {
    await page.goto("/en/find");
    await pick(page, "Near which place?", typed, new RegExp(place));
    await expect(page.getByRole("heading", { name: /centres? serves? / })).toContainText(place);
    await expect(page.getByRole("link", { name: /^Book here/ }).first()).toBeVisible();
    await expect(page.getByRole("region", { name: "Map of the centres" })).toBeVisible();
    await expect(page.getByRole("img", { name: place })).toBeVisible();
  });
}

test("a reload in the middle loses nothing, and neither does the way back", async ({ page }) => {
  await reachCheck(page);
  await page.getByRole("link", { name: /^Change ?: Name/ }).click();
  await question(page, "Who are you?");
  await page.getByRole("textbox", { name: "Anything else" }).fill("Fell off the table.\nStill starts.");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Ana Peeters");
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("ana.peeters@example.org");
  await expect(page.getByRole("textbox", { name: "Anything else" })).toHaveValue(
    "Fell off the table.\nStill starts.",
  );
  await expect(page.getByRole("timer")).toBeVisible();

  const back = page.getByRole("main").getByRole("link", { name: "Back", exact: true });
  await back.click();
  await question(page, "When suits you?");
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
  await back.click();
  await question(page, "Which centre, and how?");
  await expect(page.getByRole("radio", { checked: true })).toHaveAccessibleName(/I bring it/);
  await page.goBack();
  await page.goBack();
  await question(page, "Who are you?");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Ana Peeters");
});

test("a Change link on the check page leads back to the check page", async ({ page }) => {
  await reachCheck(page);
  const before = answersOf(page).start;
  await page.getByRole("link", { name: /^Change ?: When/ }).click();
  await question(page, "When suits you?");
  const otherTimes = page.locator("label").filter({ has: page.getByRole("radio", { checked: false }) });
  await otherTimes.last().click();
  await page.getByRole("button", { name: "Keep this time" }).click();
  await question(page, "Is everything right?");
  expect(answersOf(page).start).not.toBe(before);

  await page.getByRole("link", { name: /^Change ?: Name/ }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Ana Maria Peeters");
  await page.getByRole("button", { name: "Check everything" }).click();
  await question(page, "Is everything right?");
  await expect(page.getByRole("main").getByText("Ana Maria Peeters")).toBeVisible();

  // Another problem may take another time, so that alone is asked again.
  await page.getByRole("link", { name: /^Change ?: Problem/ }).click();
  await question(page, "What is broken?");
  await page.getByRole("radio", { name: "Battery empties fast or swells" }).check();
  await page.getByRole("button", { name: "See the price" }).click();
  await question(page, "What it costs");
  await page.getByRole("link", { name: "Go on" }).click();
  await question(page, "When suits you?");
  await page.getByRole("button", { name: /^First available/ }).click();
  await page.getByRole("button", { name: "Keep this time" }).click();
  await question(page, "Is everything right?");
});

test("a kept time says how long it is kept, and can be kept longer", async ({ page }) => {
  await page.clock.install();
  await page.goto(stepAddress("time", berlin));
  await keepFirstTime(page);
  const timer = page.getByRole("timer");
  await expect(timer).toHaveText(/^(10:00|9:\d\d)$/);
  await page.clock.fastForward("08:00");
  await expect(timer).toHaveText(/^[12]:\d\d$/);
  await expect(page.getByText("Less than three minutes left for this time.")).toBeAttached();
  await page.getByRole("button", { name: "I need more time" }).click();
  await expect(timer).toHaveText(/^(10:00|9:\d\d)$/);
});

test("two people never get the same time: the second is offered the nearest ones", async ({
  page,
  newPerson,
  rest,
  complaints,
}) => {
  complaints.expect(/409/);
  const start = (await rest.freeStarts(berlin)).at(-1) ?? "";
  await rest.leaveOnePlace(berlin, start);
  const second = await newPerson();
  // Both have the time before their eyes.
  for (const each of [page, second]) {
    await each.goto(stepAddress("time", berlin, { start }));
    await expect(each.getByRole("radio", { checked: true })).toHaveCount(1);
  }
  await expect(async () => {
    await page.getByRole("button", { name: "Keep this time" }).click({ timeout: 2_000 });
    await question(page, "Who are you?");
  }).toPass();
  await expect(page.getByRole("timer")).toBeVisible();

  await second.getByRole("button", { name: "Keep this time" }).click();
  await expect(notice(second)).toContainText("Someone was a moment faster");
  await notice(second).getByRole("listitem").getByRole("button").first().click();
  await question(second, "Who are you?");
  expect(answersOf(second).start).not.toBe(start);
  // Whoever looks now does not even see it.
  const third = await newPerson();
  await third.goto(stepAddress("time", berlin));
  expect(await rest.freeStarts(berlin)).not.toContain(start);
});

test("a time that was lost keeps the form and offers others", async ({ page, rest, holds, complaints }) => {
  complaints.expect(/409/);
  const start = (await rest.freeStarts(berlin)).at(-2) ?? "";
  await rest.leaveOnePlace(berlin, start);
  await page.goto(stepAddress("contact", berlin, { start }));
  await expect(page.getByRole("timer")).toBeVisible();
  await sayWho(page, "Ana Peeters", "ana.peeters@example.org");
  await page.getByRole("textbox", { name: "Anything else" }).fill("It fell.");
  await expect.poll(() => holds.size).toBe(1);
  for (const id of holds) await rest.release(id);
  holds.clear();
  const faster = (await rest.hold(berlin, start)) ?? "";
  holds.add(faster);
  expect(faster).not.toBe("");

  await page.getByRole("button", { name: "I need more time" }).click();
  await expect(notice(page)).toContainText("What you typed is still here");
  await page.getByRole("button", { name: "Take it again, if it is still free" }).click();
  const offers = notice(page).getByRole("listitem").getByRole("button");
  await expect(offers.first()).toBeVisible();
  await offers.first().click();
  await expect(page.getByRole("timer")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Ana Peeters");
  await expect(page.getByRole("textbox", { name: "Anything else" })).toHaveValue("It fell.");
  expect(answersOf(page).start).not.toBe(start);
});

test("a wrong email is named at the field and in a summary, and nothing that was typed is lost", async ({
  page,
}) => {
  await page.goto(stepAddress("time", berlin));
  await keepFirstTime(page);
  await sayWho(page, "Ana Peeters", "ana.peeters@");
  await page.getByRole("button", { name: "Check everything" }).click();
  const summary = notice(page).filter({ hasText: "One thing needs your attention" });
  await expect(summary).toBeFocused();
  const email = page.getByRole("textbox", { name: "Email" });
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAccessibleDescription(/does not look complete/);
  await summary.getByRole("link", { name: /does not look complete/ }).click();
  await expect(email).toBeFocused();
  await expect(email).toHaveValue("ana.peeters@");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Ana Peeters");
  await email.fill("ana.peeters@example.org");
  await expect(email).not.toHaveAttribute("aria-invalid", "true");
});

test("HTML, emoji and text from right to left stay the text that they are", async ({ page }) => {
  const words = 'مرحبا 👩🏽‍💻 <img src=x onerror="document.title=1"> & <b>bold</b> שלום';
  await page.goto(stepAddress("time", berlin));
  await keepFirstTime(page);
  await sayWho(page, "<i>Ana</i> 🙂 بيترز", "ana.peeters@example.org");
  await page.getByRole("textbox", { name: "Anything else" }).fill(words);
  await page.getByRole("button", { name: "Check everything" }).click();
  await question(page, "Is everything right?");
  const content = page.getByRole("main");
  await expect(content.getByText(words)).toBeVisible();
  await expect(content.getByText("<i>Ana</i> 🙂 بيترز")).toBeVisible();
  await page.getByRole("button", { name: "Book the repair" }).click();
  await question(page, "Booked. We look forward to it.");
});

test("a paste of ten million characters is cut to what fits, and that is said", async ({ page }) => {
  await page.goto(stepAddress("time", berlin));
  await keepFirstTime(page);
  const box = page.getByRole("textbox", { name: "Anything else" });
  await box.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "x".repeat(10_000_000));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText("Your text has 10,000,000 characters")).toBeVisible();
  await expect(box).toHaveValue("x".repeat(5_000));
});
