import { expect, type Page } from "@playwright/test";
import { DEMO_ACCOUNTS } from "@/db/seed/demo-accounts";

/** As a person tries the demo: asks for a page, is sent to sign in, chooses who to be, and lands where they wanted. */
export async function signIn(page: Page, path: string, who: string): Promise<void> {
  const account = DEMO_ACCOUNTS.find(({ email }) => email === who);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: "Staff sign-in" })).toBeVisible();
  const email = page.getByRole("textbox", { name: "Email" });
  await expect(async () => {
    await page.getByRole("button", { name: account?.name }).click({ timeout: 3_000 });
    await expect(email).toHaveValue(who, { timeout: 1_000 });
  }).toPass();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL((url) => url.pathname === path);
}

export const desk = { email: "desk@gent.demo.mycomputer.example", centre: "be-gent-korenmarkt" };
