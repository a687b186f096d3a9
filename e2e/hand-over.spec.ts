import { expectNoBarriers } from "./support/axe";
import { desk, signIn } from "./support/staff";
import { expect, test } from "./support/test";

test("a device goes back against its payment: nothing is handed over before price and payment are said", async ({
  page,
  complaints,
}) => {
  await signIn(page, "/desk", desk.email);
  await page.goto("/desk?status=ready");
  const queue = page.getByRole("region", { name: /^Orders, the next to break its word/ });
  await queue.getByRole("link").first().click();
  const order = page.getByRole("article", { name: /^Order MC-/ });
  await expect(order).toBeVisible();
  const next = page.getByRole("group", { name: "What happens next" });
  await next.getByRole("button", { name: "Hand over" }).click();
  const dialog = page.getByRole("dialog", { name: /^Hand over / });
  const price = dialog.getByRole("textbox", { name: /^Price of the repair/ });
  await expect(price).toBeFocused();

  await test.step("what is missing is said where it is missing", async () => {
    await price.fill("");
    await page.keyboard.press("Enter");
    await expect(price).toHaveAccessibleDescription(/Enter the price/);
    await expect(dialog.getByText("Choose how the customer pays.")).toBeVisible();
    await expect(dialog).toBeVisible();
  });

  await test.step("a price outside the estimate is refused at its field, and nothing is lost", async () => {
    complaints.expect(/422/);
    await price.fill("1,00");
    await dialog.getByText("Cash", { exact: true }).click();
    await page.keyboard.press("Enter");
    await expect(price).toHaveAccessibleDescription(/outside the estimate/);
    await expect(price).toHaveValue("1,00");
  });

  await test.step("what is due follows from the price; only a manager may leave it unpaid", async () => {
    const estimated = (await dialog.getByText(/^Estimated:/).textContent()) ?? "";
    const low = /\d[\d,]*\.\d\d/.exec(estimated)?.[0] ?? "";
    await price.fill(low.replaceAll(",", ""));
    await expect(dialog.getByRole("button", { name: /taken, hand over$/ })).toContainText(low);
    await expect(dialog.getByText("Leave unpaid")).toBeHidden();
    await expectNoBarriers(page, "handing over");
  });

  await test.step("paid in cash, it is handed over", async () => {
    await dialog.getByRole("button", { name: /taken, hand over$/ }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/^MC-\S+ handed over\.$/)).toBeVisible();
    await expect(order.getByText("handed over", { exact: true }).first()).toBeVisible();
    await expect(next.getByRole("button", { name: "Hand over" })).toBeHidden();
  });
});
