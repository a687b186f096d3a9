import type { Page } from "@playwright/test";
import { expectNoBarriers, expectNoNewBarriers } from "./support/axe";
import { devicePhotos } from "./support/picture";
import type { Wish } from "./support/rest";
import { desk, signIn } from "./support/staff";
import { expect, test } from "./support/test";

const wish: Wish = {
  centre: desk.centre,
  device: "apple-macbook-air-m2-2022",
  fault: "laptop-screen-broken",
};

/** From the booking to the diagnosis, as the desk does it. */
async function bringToDiagnosis(page: Page, reference: string): Promise<void> {
  await page.getByRole("combobox", { name: "Search orders" }).fill(reference);
  await page.getByRole("option").filter({ hasText: reference }).click();
  await page.getByRole("button", { name: "Receive device" }).click();
  const dialog = page.getByRole("dialog", { name: /^Receive / });
  await dialog.getByRole("textbox", { name: "Condition" }).fill("As new.");
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Add photos" }).click();
  await (await chooser).setFiles(await devicePhotos());
  await expect(dialog.getByText("screen.jpg: kept")).toBeVisible();
  await dialog.getByRole("button", { name: "Receive", exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Start diagnosis" }).click();
  await expect(page.getByRole("button", { name: "Ask for approval" })).toBeVisible();
}

test("the desk writes and sends an estimate, the customer accepts one line and declines another, a change asks again", async ({
  page,
  newPerson,
  rest,
}) => {
  test.setTimeout(240_000);
  const name = `Nel Verbeke ${Date.now().toString(36)}`;
  const [start = ""] = await rest.freeStarts(wish);
  const booked = await rest.book(wish, (await rest.hold(wish, start)) ?? "", { name });
  await signIn(page, "/desk", desk.email);
  await bringToDiagnosis(page, booked.reference);
  const order = page.getByRole("article", { name: `Order ${booked.reference}` });
  const estimate = page.getByRole("region", { name: "Estimate" });
  const dialog = page.getByRole("dialog", { name: `Estimate for ${booked.reference}` });

  await test.step("it begins with what the fault usually takes; by keys alone a line is added", async () => {
    await page.getByRole("button", { name: "Ask for approval" }).click();
    await expect(dialog.getByRole("textbox", { name: "Text, line 1" })).toHaveValue("Labour");
    await expect(dialog.getByRole("textbox", { name: "Text, line 2" })).toHaveValue("Spare part");
    await dialog.getByRole("textbox", { name: /^Price, VAT included \(EUR\), line 1/ }).fill("100");
    await dialog.getByRole("textbox", { name: /^Price, VAT included \(EUR\), line 2/ }).fill("250,50");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("textbox", { name: "Text, line 3" })).toBeFocused();
    await page.keyboard.type("Battery");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("49,50");
    await expect(dialog.getByText("Total, VAT included")).toContainText("€400.00");
  });

  await test.step("a number that is none is marked where it stands, and what is missing is said before it is sent", async () => {
    const pieces = dialog.getByRole("textbox", { name: "Pieces, line 3" });
    await pieces.fill("-1");
    await page.keyboard.press("Control+Enter");
    await expect(dialog.getByText("Pieces are a whole number from 1 to 99.")).toBeVisible();
    await pieces.fill("1");
    await dialog
      .getByRole("textbox", { name: "What you found and suggest" })
      .fill("The panel is cracked; the battery is weak.");
    await expectNoNewBarriers(page, "writing an estimate");
    await dialog.getByRole("textbox", { name: "Working days" }).fill("3");
    await page.keyboard.press("Control+Enter");
  });

  await test.step("the mail is shown as the customer gets it, then sent", async () => {
    const preview = dialog.getByRole("region", { name: `What ${name} will get` });
    await expect(preview).toContainText("The panel is cracked");
    await expect(preview).toContainText("Battery × 1: €49.50");
    await dialog.getByRole("button", { name: "Send" }).click();
    await expect(dialog).toBeHidden();
    await expect(order.getByText("awaiting approval", { exact: true }).first()).toBeVisible();
    await expect(estimate.getByText("waits for the answer")).toBeVisible();
  });

  const customer = await newPerson({ viewport: { width: 360, height: 740 } });
  await customer.goto(`${booked.trackingUrl}/estimate/1`);
  const line = (text: string) => customer.getByRole("group", { name: new RegExp(`^${text} × 1`) });

  await test.step("on a phone the sum follows the choices; without a name or a choice nothing is sent", async () => {
    await expect(customer.getByText("The panel is cracked; the battery is weak.")).toBeVisible();
    await expect(customer.getByText("European Repair Information Form")).toBeVisible();
    await customer.getByRole("button", { name: "Answer" }).click();
    await expect(customer.getByText("Enter your name.")).toBeVisible();
    await expect(customer.getByText("Accept or decline every line first.")).toBeVisible();
    for (const text of ["Labour", "Spare part"]) await line(text).getByText("Accept").click();
    await line("Battery").getByText("Decline").click();
    await expect(customer.getByText("€350.50").first()).toBeVisible();
    await expectNoBarriers(customer, "an estimate to answer");
    await customer.setViewportSize({ width: 360, height: 740 });
  });

  await test.step("one line is declined, the others accepted, and the desk sees it by itself", async () => {
    await customer.getByRole("textbox", { name: "Your name" }).fill("Nel Verbeke");
    await customer.getByRole("button", { name: /^Accept €350\.50, with obligation to pay/ }).click();
    await expect(customer.getByText(/^Answered on /)).toBeVisible();
    await expect(customer.getByRole("row", { name: /Battery.*declined/ })).toBeVisible();
    await expect(estimate.getByText("accepted in part")).toBeVisible();
    await expect(estimate.getByText("€350.50")).toBeVisible();
    await expect(estimate.getByText(/“Nel Verbeke” through the link/)).toBeVisible();
    await expect(order.getByText("approved", { exact: true }).first()).toBeVisible();
    await expectNoNewBarriers(page, "the desk with an answered estimate");
  });

  /** Changes something in what was sent last, and sends it. */
  async function sendAnother(change: () => Promise<void>): Promise<void> {
    await estimate.getByRole("button", { name: "Change the estimate" }).click();
    await change();
    await dialog.getByRole("button", { name: "Check and send" }).click();
    await dialog.getByRole("button", { name: "Send" }).click();
    await expect(dialog).toBeHidden();
  }

  await test.step("a change asks again, and the page of the old version says so by itself", async () => {
    await sendAnother(() => dialog.getByRole("button", { name: "Remove line 3" }).click());
    const newer = customer.getByRole("link", { name: "A newer one counts now: version 2" });
    await expect(newer).toBeVisible();
    await newer.click();
    await expect(customer.getByRole("button", { name: "Accept every line" })).toBeVisible();
    await sendAnother(() => dialog.getByRole("textbox", { name: "Working days" }).fill("2"));
    await expect(customer.getByText(/^This estimate was replaced by a newer one/)).toBeVisible();
    await expect(customer.getByRole("button", { name: "Accept every line" })).toBeHidden();
    await expectNoNewBarriers(customer, "an estimate that was replaced");
    await customer.getByRole("link", { name: "A newer one counts now: version 3" }).click();
    await expect(customer.getByText("2 working days from your answer")).toBeVisible();
  });

  await test.step("what the customer says on the phone is written down with who said it", async () => {
    await estimate.getByRole("button", { name: "Record the answer" }).click();
    const answer = page.getByRole("dialog", { name: `Answer to the estimate for ${booked.reference}` });
    await expect(answer.getByRole("textbox", { name: "Who said it" })).toHaveValue(name);
    await expectNoNewBarriers(page, "recording an answer");
    await answer.getByRole("button", { name: "Record: €350.50 accepted" }).click();
    await expect(answer).toBeHidden();
    await expect(estimate.getByText(/said so on the phone/)).toBeVisible();
    await expect(customer.getByText(/^Answered on /)).toBeVisible();
    await customer.goto(booked.trackingUrl);
    await expect(customer.getByRole("region", { name: "Estimate" })).toContainText("€350.50");
    await expectNoNewBarriers(customer, "tracking with an answered estimate");
  });
});

test("an estimate that nobody sent holds up approval: the move opens the draft, Escape keeps it", async ({
  page,
}) => {
  await signIn(page, "/desk", desk.email);
  await page.goto("/desk?status=diagnosing");
  const queue = page.getByRole("region", { name: /^Orders, the next to break its word/ });
  await queue.getByRole("link").first().click();
  await page.getByRole("article", { name: /^Order MC-/ }).waitFor();
  const estimate = page.getByRole("region", { name: "Estimate" });
  await expect(estimate.getByText(/^A draft is being written/)).toBeVisible();
  await page.getByRole("button", { name: "Ask for approval" }).click();
  const dialog = page.getByRole("dialog", { name: /^Estimate for MC-/ });
  const words = `Found ${Date.now()}`;
  await dialog.getByRole("textbox", { name: "What you found and suggest" }).fill(words);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await estimate.getByRole("button", { name: "Go on with the draft" }).click();
  await expect(dialog.getByRole("textbox", { name: "What you found and suggest" })).toHaveValue(words);
});
