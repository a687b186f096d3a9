import { devicePhotos } from "./support/picture";
import type { Wish } from "./support/rest";
import { desk, signIn } from "./support/staff";
import { expect, test } from "./support/test";

const wish: Wish = {
  centre: desk.centre,
  device: "apple-macbook-air-m2-2022",
  fault: "laptop-screen-broken",
};

test("a booking arrives at the desk by itself, is received, moved on and written about, and its customer sees each step", async ({
  page,
  newPerson,
  rest,
}) => {
  await signIn(page, "/desk", desk.email);
  const queue = page.getByRole("region", { name: /^Orders, the next to break its word/ });
  await expect(queue.getByRole("link").first()).toBeVisible();
  await expect(page.getByRole("status").getByText("Live", { exact: true })).toBeVisible();

  const name = `Zoë Verstraeten ${Date.now().toString(36)}`;
  const [start = ""] = await rest.freeStarts(wish);
  const holdId = (await rest.hold(wish, start)) ?? "";
  const booked = await rest.book(wish, holdId, { name, description: "Fell <b>off</b> the table 🙁" });

  // The customer follows on a phone, from the start.
  const customer = await newPerson({ viewport: { width: 390, height: 844 } });
  await customer.goto(booked.trackingUrl);
  await expect(customer.getByText("Booked. We are expecting you.")).toBeVisible();
  await expect(customer.getByRole("status").getByText("Live", { exact: true })).toBeVisible();

  const row = queue.getByRole("link").filter({ hasText: booked.reference });
  await test.step("the booking stands in the queue without a reload", async () => {
    await expect(row).toBeVisible();
    await expect(row).toContainText(name);
    await row.click();
    await expect(page.getByRole("article", { name: `Order ${booked.reference}` })).toBeVisible();
    await expect(page.getByText("Fell <b>off</b> the table 🙁")).toBeVisible();
  });

  await test.step("the device is received with its condition, what came with it, and two photos", async () => {
    await page.getByRole("button", { name: "Receive device" }).click();
    const dialog = page.getByRole("dialog", { name: /^Receive / });
    await dialog.getByRole("button", { name: "Receive", exact: true }).click();
    const condition = dialog.getByRole("textbox", { name: "Condition" });
    await expect(condition).toHaveAccessibleDescription(/Say what condition/);
    await condition.fill("Corner bent.");
    await dialog.getByRole("button", { name: "Screen cracked." }).click();
    await expect(condition).toHaveValue("Corner bent. Screen cracked.");
    for (const accessory of ["Charger", "Case or bag"]) {
      await dialog.getByText(accessory, { exact: true }).click();
      await expect(dialog.getByRole("checkbox", { name: accessory })).toBeChecked();
    }
    await dialog.getByRole("textbox", { name: /^Serial number/ }).fill("C02XK1ZZJHD4");
    const chooser = page.waitForEvent("filechooser");
    await dialog.getByRole("button", { name: "Add photos" }).click();
    await (await chooser).setFiles(await devicePhotos());
    await expect(dialog.getByText("lid.png: kept")).toBeVisible();
    await expect(dialog.getByText("screen.jpg: kept")).toBeVisible();
    await dialog.getByRole("button", { name: "Receive", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Corner bent. Screen cracked.")).toBeVisible();
    await expect(page.getByText("Charger, Case or bag")).toBeVisible();
    const photos = page.getByRole("list", { name: "Photos" }).getByRole("img");
    await expect(photos).toHaveCount(2);
    await expect
      .poll(() =>
        photos.evaluateAll((all: HTMLImageElement[]) => all.filter((one) => one.naturalWidth > 0).length),
      )
      .toBe(2);
  });
  await expect(customer.getByText("We have your device.").first()).toBeVisible();

  await test.step("it moves on through its first states", async () => {
    await page.getByRole("button", { name: "Start diagnosis" }).click();
    const order = page.getByRole("article", { name: `Order ${booked.reference}` });
    await expect(order.getByText("in diagnosis", { exact: true }).first()).toBeVisible();
    const waited = page.getByRole("region", { name: "Waited for" });
    await expect(waited.getByRole("definition").filter({ hasText: "and waits now" })).toHaveCount(1);
    const search = page.getByRole("combobox", { name: "Search orders" });
    await search.fill("C02XK1ZZ");
    const found = page.getByRole("option").filter({ hasText: booked.reference });
    await expect(found).toContainText("in diagnosis");
    await expect(found).toContainText("Serial number: C02XK1ZZJHD4");
    await search.press("Escape");
  });
  await expect(customer.getByText("We are finding out what is wrong.").first()).toBeVisible();

  await test.step("the desk writes, and the customer answers", async () => {
    const words = "The hinge is bent too. <i>Shall we</i> mend it? 🔧";
    await page.getByRole("textbox", { name: `Write to ${name}` }).fill(words);
    await page.getByRole("button", { name: "Send" }).click();
    await expect(customer.getByText(words)).toBeVisible();
    await customer.getByRole("textbox", { name: "Write to us" }).fill("Yes, please.");
    await customer.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("Yes, please.")).toBeVisible();
  });
});

test("a booking that its customer cancels is seen at the desk at once, and cannot be received any more", async ({
  page,
  newPerson,
  rest,
}) => {
  const starts = await rest.freeStarts(wish);
  const start = starts[Math.floor(starts.length / 2)] ?? "";
  const booked = await rest.book(wish, (await rest.hold(wish, start)) ?? "", { name: "Bram De Smet" });
  await signIn(page, "/desk", desk.email);
  await page.getByRole("combobox", { name: "Search orders" }).fill(booked.reference);
  await page.getByRole("option").filter({ hasText: booked.reference }).click();
  const order = page.getByRole("article", { name: `Order ${booked.reference}` });
  await expect(page.getByRole("button", { name: "Receive device" })).toBeVisible();

  const customer = await newPerson();
  await customer.goto(booked.trackingUrl);
  await customer.getByRole("button", { name: "Cancel the booking" }).click();
  await customer.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(customer.getByText("Cancelled.").first()).toBeVisible();
  await expect(order.getByText("cancelled")).toBeVisible();
  await expect(page.getByRole("button", { name: "Receive device" })).toBeHidden();
});

test("an order is found and opened by keys alone, by a misspelt name, and the box is empty and ready for the next", async ({
  page,
  rest,
  complaints,
}) => {
  complaints.expect(/ERR_FAILED/);
  const name = `Wilhelmina Ottevaere ${Date.now().toString(36)}`;
  const [start = ""] = await rest.freeStarts(wish);
  const booked = await rest.book(wish, (await rest.hold(wish, start)) ?? "", { name });
  await signIn(page, "/desk", desk.email);
  await expect(page.getByRole("status").getByText("Live", { exact: true })).toBeVisible();
  const search = page.getByRole("combobox", { name: "Search orders" });
  await expect(async () => {
    await page.keyboard.press("Escape");
    await page.locator("body").press("/");
    await expect(search).toBeFocused({ timeout: 500 });
    await search.fill("");
    await page.keyboard.type("wilhelmna otevaere");
    const first = page.getByRole("option").first();
    await expect(first).toContainText(name, { timeout: 3_000 });
    await expect(first).toContainText(`Customer: ${name}`);
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article", { name: `Order ${booked.reference}` })).toBeVisible();
  await expect(search).toHaveValue("");
  await expect(search).not.toBeFocused();

  await page.keyboard.press("/");
  await page.keyboard.type("zzzzqqqq");
  await expect(page.getByText("Nothing found for “zzzzqqqq”.")).toBeVisible();
  await page.route("**/api/trpc/customer.workOrders.search**", (route) => route.abort());
  await page.keyboard.type("x");
  await expect(page.getByText("The search did not answer. Try again in a moment.")).toBeVisible();
});
