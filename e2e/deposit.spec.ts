import { expectNoBarriers } from "./support/axe";
import { berlin, question, reachCheck } from "./support/booking";
import { signIn } from "./support/staff";
import { expect, test } from "./support/test";

const berlinDesk = "desk@berlin.demo.mycomputer.example";
const wish = { ...berlin, fault: "laptop-liquid-damage" };
const euro = /€\d+(\.\d{2})?/;

test("a repair that asks for a deposit: it is announced, paid, called off with the repair, and seen to go back", async ({
  page,
  newPerson,
}) => {
  await test.step("the price says it before anybody books", async () => {
    await reachCheck(page, wish);
    await expect(page.getByText(/in advance, once you have booked/)).toContainText(euro);
    await page.getByRole("button", { name: "Book the repair" }).click();
    await question(page, "Booked. We look forward to it.");
  });
  const reference =
    (await page
      .getByText(/^MC-\w{4}-\w{2}$/)
      .first()
      .textContent()) ?? "";
  await page.getByRole("link", { name: "Follow the repair" }).click();
  await question(page, "Your repair");

  const deposit = page.getByRole("region", { name: "Your deposit" });
  await test.step("the repair's page asks for it, and says where the part is", async () => {
    await expect(deposit).toContainText(/We ask for €\d+.* in advance/);
    await expect(page.getByRole("region", { name: "The spare part" })).toBeVisible();
    await expectNoBarriers(page, "a deposit that is asked for");
  });

  await test.step("it is paid on the provider's page, and the way back leads to the repair", async () => {
    await deposit.getByRole("button", { name: /^Pay €/ }).click();
    await question(page, "Sandbox payment");
    await expectNoBarriers(page, "the sandbox's page");
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await expect(page.getByRole("status").filter({ hasText: "Paid." })).toBeVisible();
    await page.getByRole("button", { name: "Back to the repair" }).click();
    await question(page, "Your repair");
    await expect(deposit).toContainText(/You paid €\d+.* in advance on/);
    await expect(deposit.getByRole("button")).toBeHidden();
  });

  await test.step("before the cancellation it is said what becomes of it, and afterwards that it went back", async () => {
    const cancel = page.getByRole("region", { name: "Cancel" });
    await expect(cancel).toContainText(/that you paid in advance go back in full/);
    await cancel.getByRole("button", { name: "Cancel the booking" }).click();
    await cancel.getByRole("button", { name: "Yes, cancel it" }).click();
    await expect(deposit).toContainText(/€\d+.* went back on/);
    await expectNoBarriers(page, "a deposit that went back");
  });

  await test.step("the desk sees the same", async () => {
    const colleague = await newPerson();
    await signIn(colleague, "/desk", berlinDesk);
    await colleague.getByRole("combobox", { name: /^Search orders/ }).fill(reference);
    await colleague.getByRole("option", { name: new RegExp(reference) }).click();
    const section = colleague.getByRole("region", { name: "Deposit and part" });
    await expect(section).toContainText("Given back");
    await expect(section).toContainText(/asked .* · paid .* · €\d+.* back /);
    await expect(colleague.getByText("Deposit given back")).toBeVisible();
    await expectNoBarriers(colleague, "the desk's view of a deposit");
  });
});

test("in German, on a phone: a deposit that nobody paid is called off with the repair", async ({
  rest,
  newPerson,
}) => {
  const [start = ""] = await rest.freeStarts(wish);
  const { trackingToken } = await rest.book(wish, (await rest.hold(wish, start)) ?? "");
  const person = await newPerson({ viewport: { width: 360, height: 740 }, locale: "de-DE" });
  await person.goto(`/de/track/${trackingToken}`);
  const deposit = person.getByRole("region", { name: "Ihre Anzahlung" });
  await expect(deposit).toContainText(/Wir bitten um .*€ im Voraus/);
  const cancel = person.getByRole("region", { name: "Absagen" });
  await expect(cancel).toContainText(/entfallen dann/);
  await cancel.getByRole("button", { name: "Buchung absagen" }).press("Enter");
  await cancel.getByRole("button", { name: "Ja, absagen" }).press("Enter");
  await expect(deposit).toContainText(/entfallen\. Sie müssen nichts zahlen/);
  const tooWide = await person.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(tooWide).toBe(false);
  await expectNoBarriers(person, "a deposit that was called off");
});
