import type { Locator, Page } from "@playwright/test";
import { expectNoBarriers, expectNoNewBarriers } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { signIn } from "./support/staff";
import { expect, test } from "./support/test";

const keeper = "stock@gent.demo.mycomputer.example";
const manager = "manager@demo.mycomputer.example";
const ghent = "be-gent-korenmarkt";

const levels = (page: Page) => page.getByRole("table", { name: /^Levels of/ });
const happened = (why: Locator) =>
  why.getByRole("list", { name: "What happened, newest first" }).getByRole("listitem");
const partRows = (page: Page) => levels(page).locator("tbody tr[tabindex]");

async function chooseRow(row: Locator): Promise<string> {
  await row.getByRole("checkbox").check();
  const name = await row.getByRole("checkbox").getAttribute("aria-labelledby");
  const label = await row.page().locator(`[id="${name}"]`).textContent();
  return (label ?? "").replace(/^Choose (.*) to count$/, "$1");
}

test("the levels are found, narrowed and explained by keyboard alone", async ({ page }) => {
  await signIn(page, "/stock", keeper);
  await expect(partRows(page).first()).toBeVisible();
  const keys = new Keyboard(page);
  const search = page.getByRole("searchbox", { name: "Search parts" });
  await keys.tabTo(search);
  await keys.type("BATTÉRY");
  await expect(page).toHaveURL(/q=BATT/);
  await expect(partRows(page).first()).toContainText(/battery/i);
  await expect(partRows(page).filter({ hasNotText: /battery/i })).toHaveCount(0);
  await keys.tabTo(partRows(page).first());
  await keys.press("ArrowDown");
  expect(keys.unseen).toEqual([]);
  // From here on the dialog covers the row, at first while it still has the focus.
  await page.keyboard.press("Enter");
  const why = page.getByRole("dialog", { name: /^Why \d+\?/ });
  await expect(why).toBeVisible();
  await expect(page).toHaveURL(/part=/);
  await page.keyboard.press("Escape");
  await expect(why).toBeHidden();
  await page.goto("/stock?show=short");
  await expect(partRows(page).first()).toContainText("none available");
  await page.goto("/stock?q=no+such+part");
  await expect(page.getByText("No part is like that.")).toBeVisible();
  await page.getByRole("button", { name: "Show all parts" }).click();
  await expect(partRows(page).nth(5)).toBeVisible();
  await expectNoBarriers(page, "stock: levels");
});

test("a blind count is paused, gone on with, found to differ, and approved by a manager; the level says why", async ({
  page,
  newPerson,
  complaints,
}) => {
  test.setTimeout(180_000);
  // Finishing too early is refused.
  complaints.expect(/409/);
  await signIn(page, "/stock", keeper);
  // A run before this one may have left its count open.
  const from = 2 * test.info().retry;
  const first = await chooseRow(partRows(page).nth(from));
  const second = await chooseRow(partRows(page).nth(from + 1));
  const partId = first;
  await page.getByRole("button", { name: "Count 2 parts" }).click();
  await expect(page).toHaveURL(/\/stock\/counts\/[0-9a-f-]{36}$/);
  const address = new URL(page.url()).pathname;
  const field = (name: string) => page.getByRole("textbox", { name: `Pieces of ${name}`, exact: true });

  await test.step("what can't be is said at the field", async () => {
    for (const [typed, said] of [
      ["-1", /fewer than 0/],
      ["1.5", /whole pieces/],
      ["999999999", /can’t be right/],
      ["ten", /no number/],
    ] as const) {
      await field(first).fill(typed);
      await field(first).press("Enter");
      await expect(field(first)).toHaveAccessibleDescription(said);
    }
    await expectNoNewBarriers(page, "stock: counting, with an error");
  });

  await test.step("what was entered is there after a pause", async () => {
    await field(first).fill("17");
    await field(first).press("Enter");
    await expect(page.getByText("1 of 2 counted")).toBeVisible();
    await expect(page.getByText("Expected")).toBeHidden();
    await page.getByRole("link", { name: "Pause" }).click();
    await page.locator(`a[href="${address}"]`).click();
    await expect(field(first)).toHaveValue("17");
    await page.getByRole("button", { name: "Finish" }).click();
    await expect(page.getByRole("alert").getByText(/not counted yet/)).toBeVisible();
    await field(second).fill("0");
    await field(second).press("Enter");
    await expect(page.getByText("2 of 2 counted")).toBeVisible();
    await page.getByRole("button", { name: "Finish" }).click();
    await expect(page.getByText("A manager looks at it now.")).toBeVisible();
    // Who keeps the stock is not shown what parts cost.
    await expect(page.getByRole("columnheader", { name: "Difference" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Worth" })).toBeHidden();
  });

  const boss = await newPerson();
  await test.step("a manager sees it in pieces and money, and approves it", async () => {
    await signIn(boss, address, manager);
    await expect(boss.getByRole("row").filter({ hasText: first })).toContainText("17");
    await expect(boss.getByRole("columnheader", { name: "Worth" })).toBeVisible();
    await expectNoBarriers(boss, "stock: a count to approve");
    await boss.getByRole("button", { name: "Approve" }).click();
    await expect(boss.getByText(/^Approved: the books say what was counted/)).toBeVisible();
  });

  await test.step("the level says why it is what it is", async () => {
    await boss.goto(`/stock?centre=${ghent}`);
    const row = partRows(boss).filter({ hasText: partId }).first();
    await expect(row).toContainText("17");
    await row.click();
    const why = boss.getByRole("dialog", { name: "Why 17?" });
    const told = happened(why);
    await expect(told.first()).toContainText("Counted");
    await expect(told.first()).toContainText("Camille Laurent");
    await expect(told.last()).toContainText("Opening stock");
    await expectNoNewBarriers(boss, "stock: why");
  });
});

test("a part that is missing is found elsewhere, asked for, sent and taken in, and its level says so", async ({
  page,
  newPerson,
  complaints,
}) => {
  test.setTimeout(180_000);
  complaints.expect(/409/);
  await signIn(page, "/stock", keeper);
  await page.goto("/stock?show=short");
  const code = (await partRows(page).first().locator("[translate=no]").textContent()) ?? "";
  await partRows(page).first().click();
  const elsewhere = page.getByRole("region", { name: "Elsewhere" });
  const nearest = elsewhere.getByRole("listitem").first();
  await expect(nearest).toBeVisible();
  const name = (
    (await page
      .getByRole("dialog")
      .getByText(/: 0 on hand|on hand/)
      .first()
      .textContent()) ?? ""
  ).split(": ")[0] as string;
  const place = ((await nearest.textContent()) ?? "").replace(/\s*\d+ available.*$/, "").trim();

  await test.step("what can't be is said at the field, more than is there is refused", async () => {
    const pieces = nearest.getByRole("textbox", { name: `Pieces from ${place}` });
    for (const [typed, said] of [
      ["0", /at least one piece/],
      ["1.5", /whole pieces/],
      ["ten", /no number/],
    ] as const) {
      await pieces.fill(typed);
      await pieces.press("Enter");
      await expect(pieces).toHaveAccessibleDescription(said);
    }
    await pieces.fill("9999");
    await pieces.press("Enter");
    await expect(page.getByText(/^There is not enough of this part in stock/).first()).toBeVisible();
    await pieces.fill("1");
    await pieces.press("Enter");
    await expect(page.getByText(`Asked ${place} for 1 piece.`)).toBeVisible();
    await expectNoNewBarriers(page, "stock: elsewhere");
  });

  const item = (person: Page) =>
    person
      .getByRole("listitem")
      .filter({ hasText: name })
      .filter({ hasNotText: /received|written off/ });
  await page.goto("/stock/transfers");
  await expect(page.getByRole("region", { name: /^Coming here/ })).toBeVisible();
  await expect(item(page).first()).toContainText(`from ${place}`);
  await expect(item(page).first()).toContainText("to be picked");
  await expectNoBarriers(page, "stock: transfers");

  const boss = await newPerson();
  await test.step("the other centre picks it and sends it off", async () => {
    await signIn(boss, "/stock/transfers", manager);
    await boss.getByRole("combobox", { name: "Centre" }).selectOption({ label: place });
    const leaving = boss.getByRole("region", { name: /^Leaving here/ }).getByRole("listitem");
    const one = leaving.filter({ hasText: name }).first();
    await one.getByRole("button", { name: `Pick: ${name}` }).click();
    await expect(one).toContainText("picked");
    await one.getByRole("button", { name: `Send off: ${name}` }).click();
    await expect(one).toContainText("on its way");
    await expect(one.getByRole("button")).toHaveCount(0);
  });

  await test.step("it is taken in, and its level says where it came from", async () => {
    await page.reload();
    await item(page)
      .first()
      .getByRole("button", { name: `Take in: ${name}` })
      .click();
    await expect(page.getByText(`${name}: taken in.`)).toBeVisible();
    await page.goto(`/stock?q=${encodeURIComponent(code)}`);
    await partRows(page).filter({ hasText: code }).click();
    const why = page.getByRole("dialog", { name: /^Why \d+\?/ });
    await expect(happened(why).first()).toContainText("Arrived");
    await expect(happened(why).first()).toContainText(place);
  });
});

test("the desk has no way into the stock room, and a technician only looks", async ({
  page,
  newPerson,
  complaints,
}) => {
  complaints.expect(/403/);
  await signIn(page, "/stock", "desk@gent.demo.mycomputer.example");
  await expect(levels(page)).toBeHidden();
  const technician = await newPerson();
  await signIn(technician, "/stock", "technician@gent.demo.mycomputer.example");
  await expect(partRows(technician).first()).toBeVisible();
  await expect(technician.getByRole("button", { name: /^Count/ })).toBeHidden();
  await expect(technician.getByRole("checkbox")).toHaveCount(0);
});
