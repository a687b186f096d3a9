import { expect, type Page } from "@playwright/test";
import type { Wish } from "./rest";

const kreuzberg = { name: "Kreuzberg", lat: "52.4986", lng: "13.403" };
/** A laptop whose screen broke, at the centre in Kreuzberg. */
export const berlin: Wish = {
  centre: "de-berlin-oranienstrasse",
  device: "apple-macbook-air-m2-2022",
  fault: "laptop-screen-broken",
};

/** The address of a step with all answers before it, as somebody may have kept it. */
export function stepAddress(step: string, wish: Wish, more: Record<string, string> = {}): string {
  const { device, fault, centre } = wish;
  const { name, lat, lng } = kreuzberg;
  const answers = { device, fault, centre, method: "drop_off", ...more, place: name, lat, lng };
  return `/en/book/${step}?${new URLSearchParams(answers)}`;
}

/** What has been answered, as the page's address says it. */
export function answersOf(page: Page): Record<string, string> {
  return Object.fromEntries(new URL(page.url()).searchParams);
}

/** Types into a search box and takes what is offered; again while the page is still waking up. */
export async function pick(page: Page, box: string | RegExp, words: string, option: RegExp): Promise<void> {
  const field = page.getByRole("combobox", { name: box });
  await expect(async () => {
    await field.fill("");
    await field.fill(words);
    await page.getByRole("option", { name: option }).first().click({ timeout: 5_000 });
    await expect(field).toHaveValue(option, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

export const question = (page: Page, title: string) =>
  expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

/** Takes the first time that is offered, and keeps it. */
export async function keepFirstTime(page: Page): Promise<void> {
  await question(page, "When suits you?");
  const first = page.getByRole("button", { name: /^First available/ });
  const chosen = page.getByRole("radio", { checked: true });
  await expect(async () => {
    await first.click();
    await expect(chosen).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await page.getByRole("button", { name: "Keep this time" }).click();
  await question(page, "Who are you?");
  await expect(page.getByRole("timer")).toBeVisible();
}

export async function sayWho(page: Page, name: string, email: string): Promise<void> {
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("textbox", { name: "Email" }).fill(email);
}

/** From a kept time to the check page. */
export async function reachCheck(page: Page, wish: Wish = berlin): Promise<void> {
  await page.goto(stepAddress("time", wish));
  await keepFirstTime(page);
  await sayWho(page, "Ana Peeters", "ana.peeters@example.org");
  await page.getByRole("button", { name: "Check everything" }).click();
  await question(page, "Is everything right?");
}
