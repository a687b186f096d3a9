import type { Page } from "@playwright/test";
import { expectNoBarriers, expectNoNewBarriers } from "./support/axe";
import { Keyboard } from "./support/keyboard";
import { signIn } from "./support/staff";
import { expect, test } from "./support/test";

const keeper = "stock@gent.demo.mycomputer.example";
const manager = "manager@demo.mycomputer.example";
const ghent = "be-gent-korenmarkt";

const orders = (page: Page) => page.getByRole("table", { name: /^Purchase orders of/ });
const orderRows = (page: Page) => orders(page).locator("tbody tr");

/** The number in a row's column, by the column's heading. */
async function numberIn(page: Page, row: number, heading: string, table = page.getByRole("table").first()) {
  const heads = await table.getByRole("columnheader").allTextContents();
  return table.locator("tbody tr").nth(row).locator("td").nth(heads.indexOf(heading)).textContent();
}

test("what is missing becomes a draft, is sent, comes in part with a reject, and the order that waited can go on", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "/stock/reorder", keeper);
  const tables = page.getByRole("table", { name: /: what to order$/ });
  await expect(tables.first()).toBeVisible();
  await expectNoBarriers(page, "purchasing: what to order");

  const { supplier, part } = await test.step("a part that an order waits for is suggested", async () => {
    for (const table of await tables.all()) {
      const rows = await table.locator("tbody tr").count();
      for (let row = 0; row < rows; row += 1) {
        if ((await numberIn(page, row, "Waited for", table)) === "0") continue;
        const name = await table.locator("tbody tr").nth(row).locator(".font-semibold").first().textContent();
        const caption = await table.locator("caption").textContent();
        return { supplier: (caption ?? "").replace(/: what to order$/, ""), part: name ?? "" };
      }
    }
    throw new Error("the demo network has no order in Ghent that waits for a part");
  });

  await test.step("one press makes the drafts, and nothing is suggested twice", async () => {
    await page.getByRole("button", { name: /^Draft \d+ parts?$/ }).click();
    await page.getByRole("button", { name: "See the drafts" }).click();
    await expect(page).toHaveURL(/show=draft/);
    await orderRows(page)
      .filter({ hasText: supplier })
      .first()
      .getByRole("link", { name: /^PO-\d+$/ })
      .click();
    await expect(page.getByRole("heading", { level: 1, name: new RegExp(supplier) })).toBeVisible();
  });

  const pieces = page.getByRole("textbox", { name: `Pieces of ${part}`, exact: true });
  await test.step("what can't be ordered is said at the field, and prices are not a keeper's to see", async () => {
    for (const [typed, said] of [
      ["-1", /fewer than 0/],
      ["0", /at least one piece/],
      ["1.5", /whole pieces/],
      ["999999999", /can’t be right/],
    ] as const) {
      await pieces.fill(typed);
      await pieces.press("Enter");
      await expect(pieces).toHaveAccessibleDescription(said);
    }
    await expectNoNewBarriers(page, "purchasing: a draft, with an error");
    await expect(page.getByRole("main").getByText(/€|zł|Kč/)).toHaveCount(0);
    await pieces.fill("3");
    await pieces.press("Enter");
    await expect(page.getByRole("list").filter({ has: pieces })).toHaveAttribute("aria-busy", "false");
    await expect(pieces).toBeFocused();
  });

  const waiting = page.getByRole("region", { name: "Orders that wait for these parts" });
  const reference = await test.step("it is sent, with a day on which it is expected", async () => {
    await expect(waiting.getByRole("listitem").filter({ hasText: part })).toHaveCount(1);
    const link = waiting.getByRole("listitem").filter({ hasText: part }).getByRole("link");
    const called = (await link.textContent()) ?? "";
    expect(called).toMatch(/^MC-/);
    await page.getByRole("button", { name: "Send the order" }).click();
    await expect(page.getByText(/^Expected on /)).toBeVisible();
    await expectNoNewBarriers(page, "purchasing: an order that was sent");
    return called;
  });

  await test.step("it is received with a scanner: what is unknown or unreadable is said and loses nothing", async () => {
    const code = await page
      .getByRole("row")
      .filter({ hasText: part })
      .getByText(/· theirs:/)
      .textContent();
    const [sku = "", theirs = ""] = (code ?? "").split(" · theirs: ");
    await page.getByRole("link", { name: "Receive", exact: true }).click();
    const scan = page.getByRole("textbox", { name: "Scan" });
    await expect(scan).toBeFocused();
    const keys = new Keyboard(page);
    await keys.type(theirs);
    await keys.press("Enter");
    const accepted = page.getByRole("textbox", { name: `Into stock: ${part}`, exact: true });
    await expect(accepted).toHaveValue("1");
    await expect(page.getByRole("status").filter({ hasText: `${part}: 1 of 3` })).toBeVisible();
    await keys.type("4006381333931");
    await keys.press("Enter");
    await expect(scan).toHaveAccessibleDescription(/on no line of this order/);
    await expect(accepted).toHaveValue("1");
    await scan.fill("SCR-48\u{FFFD}913");
    await keys.press("Enter");
    await expect(scan).toHaveAccessibleDescription(/can’t be read/);
    await expectNoNewBarriers(page, "purchasing: receiving, with an error");
    await scan.fill(sku);
    await keys.press("Enter");
    await expect(accepted).toHaveValue("2");
    await accepted.fill("1");
    const damaged = page.getByRole("textbox", { name: `Damaged: ${part}`, exact: true });
    await keys.tabTo(damaged);
    await keys.type("1");
    await expect(page.getByText("1 into the stock, 1 back to the supplier")).toBeVisible();
    await keys.tabTo(page.getByRole("button", { name: "Enter into stock" }), 400);
    await keys.press("Enter");
    expect(keys.unseen).toEqual([]);
  });

  await test.step("the order that waited can go on", async () => {
    const status = page.getByRole("status").filter({ hasText: "These orders can go on" });
    await expect(status.getByRole("link", { name: reference })).toBeVisible();
    await expectNoNewBarriers(page, "purchasing: received");
    await page.getByRole("link", { name: "To the order" }).last().click();
    await expect(waiting.getByRole("listitem").filter({ hasText: reference })).toHaveCount(0);
    const came = page.getByRole("region", { name: "What came" });
    await expect(came).toContainText("1 into the stock, 1 damaged");
    await expect(came).toContainText(reference);
  });

  await test.step("more than is owed is refused until somebody says that it is kept", async () => {
    await page.getByRole("link", { name: "Receive", exact: true }).click();
    await page.getByRole("textbox", { name: `Into stock: ${part}`, exact: true }).fill("9");
    await page.getByRole("button", { name: "Enter into stock" }).click();
    const keep = page.getByRole("checkbox", { name: /we keep it/ });
    await expect(keep).toHaveAccessibleDescription(/more than is owed/);
    await page.getByRole("link", { name: "To the order" }).first().click();
  });

  await test.step("the rest is closed short, and the level says where its piece came from", async () => {
    await page.getByRole("button", { name: "Close the rest" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Close the rest" }).click();
    await expect(page.getByText("closed short")).toBeVisible();
    await expect(page.getByRole("link", { name: "Receive", exact: true })).toBeHidden();
    await page.goto(`/stock?centre=${ghent}&q=${encodeURIComponent(part)}`);
    await page.getByRole("table").locator("tbody tr[tabindex]").first().click();
    const why = page.getByRole("dialog", { name: /^Why \d+\?/ });
    await expect(why.getByRole("region", { name: "What can be promised" })).toBeVisible();
    await expect(why.getByText("Delivered")).toBeVisible();
    await expect(why.getByRole("link", { name: /^See the order PO-/ })).toBeVisible();
  });
});

test("orders are found by state, number and supplier; a manager sees what they cost, on paper too", async ({
  page,
}) => {
  await signIn(page, "/stock/purchases", manager);
  await page.goto(`/stock/purchases?centre=${ghent}&show=late`);
  await expect(orderRows(page).first()).toContainText("late");
  await expect(page.getByRole("columnheader", { name: "Total" })).toBeVisible();
  const number = (await orderRows(page).first().getByRole("link").textContent()) ?? "";
  await page.getByRole("combobox", { name: "Show" }).selectOption("");
  await page.getByRole("searchbox", { name: "Search orders" }).fill(number);
  await expect(orderRows(page)).toHaveCount(1);
  await expectNoBarriers(page, "purchasing: the list");
  await page.getByRole("searchbox", { name: "Search orders" }).fill("no such supplier");
  await expect(page.getByText("No order is like that.")).toBeVisible();
  await page.getByRole("button", { name: "Show all orders" }).click();
  await orderRows(page).filter({ hasText: "partly received" }).last().getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Lead time" })).toBeVisible();
  await expect(page.getByText(/measured, \d+ stated/).first()).toBeVisible();
  await expectNoBarriers(page, "purchasing: an order");
  await page.getByRole("link", { name: "Order to print" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Purchase order PO-\d+$/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Total/ })).toBeVisible();
  await expectNoBarriers(page, "purchasing: the order on paper");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("navigation").first()).toBeHidden();
});

test("a draft is begun, filled and thrown away by hand, and an order that is empty is not sent", async ({
  page,
  complaints,
}) => {
  // Sending nothing is refused.
  complaints.expect(/409/);
  await signIn(page, "/stock/purchases", keeper);
  await page.getByRole("button", { name: "New order" }).click();
  await page.getByRole("button", { name: "Begin the draft" }).click();
  const supplier = page.getByRole("dialog").getByRole("combobox", { name: "Supplier" });
  await expect(supplier).toHaveAccessibleDescription(/Choose who to order from/);
  await supplier.selectOption({ label: "Wisła Części Sp. z o.o., delivers in 3 working days" });
  await page.getByRole("button", { name: "Begin the draft" }).click();
  await expect(page.getByText("Nothing is on this order yet.")).toBeVisible();
  await page.getByRole("button", { name: "Send the order" }).click();
  await expect(page.getByRole("alert").getByText(/nothing on this order yet/)).toBeVisible();
  const add = page.getByRole("combobox", { name: /^Add a part/ });
  await add.click();
  await add.fill("display iphone 15");
  await page.getByRole("option").first().click();
  const pieces = page.getByRole("textbox", { name: /^Pieces of Display assembly Apple iPhone 15/ });
  await expect(pieces).toBeFocused();
  await expect(pieces).toHaveValue("1");
  await page.getByRole("button", { name: /^Take .* off$/ }).click();
  await expect(page.getByText("Nothing is on this order yet.")).toBeVisible();
  await page.getByRole("button", { name: "Discard the draft" }).click();
  await expect(page.getByText("cancelled")).toBeVisible();
});

test("a technician sees the orders and orders nothing; the desk has no way in", async ({
  page,
  newPerson,
  complaints,
}) => {
  complaints.expect(/403/);
  await signIn(page, "/stock/purchases", "technician@gent.demo.mycomputer.example");
  await expect(orderRows(page).nth(3)).toBeVisible();
  await expect(page.getByRole("button", { name: "New order" })).toBeHidden();
  await expect(page.getByRole("columnheader", { name: "Total" })).toBeHidden();
  await page.goto("/stock/reorder");
  await expect(page.getByRole("table").first()).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  const desk = await newPerson();
  await signIn(desk, "/stock/purchases", "desk@gent.demo.mycomputer.example");
  await expect(orders(desk)).toBeHidden();
});
