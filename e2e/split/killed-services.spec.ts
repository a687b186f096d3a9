import type { Locator, Page } from "@playwright/test";
import { expectNoNewBarriers } from "../support/axe";
import { keepFirstTime, question, sayWho, stepAddress } from "../support/booking";
import { devicePhotos } from "../support/picture";
import { desk, signIn } from "../support/staff";
import { bookByRest, orderOf, wish } from "./orders";
import { catchesUp, expect, test } from "./test";

test.describe.configure({ timeout: 150_000 });
// Requests and pages that a killed service leaves unanswered are what these journeys are about.
test.beforeEach(({ complaints }) => {
  complaints.expect(/Failed to load resource/);
  complaints.expect(/React error #441/);
});

/** From the questions to the confirmation, with a service killed while the person says who they are. */
async function bookWhile(page: Page, kill: () => Promise<void>): Promise<string> {
  await page.goto(stepAddress("time", wish));
  await keepFirstTime(page);
  await kill();
  await sayWho(page, "Ana Peeters", "ana.peeters@example.org");
  await page.getByRole("button", { name: "Check everything" }).click();
  await question(page, "Is everything right?");
  await page.getByRole("button", { name: "Book the repair" }).click();
  await question(page, "Booked. We look forward to it.");
  const reference = page
    .getByRole("article", { name: "Your repair" })
    .getByText(/^MC-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
  return (await reference.textContent()) ?? "";
}

/** Reloads until the screen says it: how a person sees that all is back. */
async function reloadUntil(page: Page, words: Locator): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(words).toBeVisible({ timeout: 3_000 });
  }).toPass(catchesUp);
}

const live = (page: Page) => page.getByRole("status").getByText("Live", { exact: true });
const queue = (page: Page) => page.getByRole("region", { name: /^Orders, the next to break its word/ });

test("Payment is killed: booking goes on from the prices that Customer knows, the till says so, the deposit comes later", async ({
  page,
  newPerson,
  split,
}) => {
  const customers = split.of("customer");
  await customers`update customer.faults set deposit_percent = 20 where id = ${wish.fault}`;
  const clerk = await newPerson();
  await signIn(clerk, "/desk", desk.email);
  const reference = await bookWhile(page, () => split.kill("payment"));
  await page.getByRole("link", { name: "Follow the repair" }).click();
  await question(page, "Your repair");
  await expect(live(page)).toBeVisible();
  const unknownBalance = page.getByText("Payments can't be asked just now.");
  await expect(unknownBalance).toBeVisible();
  const deposit = page.getByRole("region", { name: "Your deposit" });
  await expect(deposit).toContainText("your booking stands");
  await expectNoNewBarriers(page, "tracking without Payment");

  // The copy is as good as asking for two minutes: here it is older.
  await customers`update customer.read_copies set asked_at = asked_at - interval '10 minutes' where name = 'customer.prices'`;
  const pricing = await newPerson();
  await pricing.goto(stepAddress("price", wish));
  await expect(pricing.getByText(/€\d+ ?– ?€?\d+/).first()).toBeVisible();
  const older = pricing.getByText(/From the price list of .+: the newest one can't be asked just now/);
  await expect(older).toBeVisible();
  await expectNoNewBarriers(pricing, "price without Payment");

  await clerk.goto("/desk?status=ready");
  await queue(clerk).getByRole("link").first().click();
  await clerk
    .getByRole("group", { name: "What happens next" })
    .getByRole("button", { name: "Hand over" })
    .click();
  const dialog = clerk.getByRole("dialog", { name: /^Hand over / });
  await expect(
    dialog.getByText("Payments cannot be reached just now, so nothing can be handed over."),
  ).toBeVisible();
  await expectNoNewBarriers(clerk, "handing over without Payment");

  await split.start("payment");
  await reloadUntil(page, deposit.getByRole("button", { name: /^Pay €/ }));
  await expect(unknownBalance).toBeHidden();
  const asked = await split.of("payment")`
    select 1 from payment.events
     where type = 'payment.requested.v1' and data->>'orderId' = ${(await orderOf(split, reference)).id}`;
  expect(asked).toHaveLength(1);
  await expect(async () => {
    await pricing.reload();
    await expect(pricing.getByText(/€\d+ ?– ?€?\d+/).first()).toBeVisible();
    await expect(older).toBeHidden({ timeout: 1_000 });
  }).toPass(catchesUp);
  await clerk.reload();
  await clerk.getByRole("button", { name: "Hand over" }).click();
  await expect(clerk.getByRole("dialog").getByText("Cash", { exact: true })).toBeEnabled();
});

test("Inventory is killed: booking goes on without a promise of the part, and the saga reserves it once it is back", async ({
  page,
  newPerson,
  split,
}) => {
  const name = "Ana Peeters";
  const clerk = await newPerson();
  await signIn(clerk, "/desk", desk.email);
  const reference = await bookWhile(page, () => split.kill("inventory"));
  await page.getByRole("link", { name: "Follow the repair" }).click();
  await question(page, "Your repair");
  const tracking = page.url();
  const pricing = await newPerson();
  await pricing.goto(stepAddress("price", wish));
  await expect(
    pricing.getByText(/Whether the part that usually mends it is there can't be said just now/),
  ).toBeVisible();
  await expectNoNewBarriers(pricing, "price without Inventory");

  await test.step("the desk goes on with the very order, and its customer sees it", async () => {
    await clerk.getByRole("combobox", { name: "Search orders" }).fill(reference);
    await clerk.getByRole("option").filter({ hasText: reference }).click();
    await clerk.getByRole("button", { name: "Receive device" }).click();
    const dialog = clerk.getByRole("dialog", { name: /^Receive / });
    await dialog.getByRole("textbox", { name: "Condition" }).fill("Corner bent.");
    const chooser = clerk.waitForEvent("filechooser");
    await dialog.getByRole("button", { name: "Add photos" }).click();
    await (await chooser).setFiles(await devicePhotos());
    await expect(dialog.getByText(": kept")).toHaveCount(2);
    await dialog.getByRole("button", { name: "Receive", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("We have your device.").first()).toBeVisible();
    await clerk.getByRole("textbox", { name: `Write to ${name}` }).fill("We begin today.");
    await clerk.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("We begin today.")).toBeVisible();
  });

  const partOf = async () => {
    const { id, part } = await orderOf(split, reference);
    const reserved = await split.of("inventory")`select 1 from inventory.reservations where order_id = ${id}`;
    return { part, reserved: reserved.length };
  };
  expect(await partOf()).toEqual({ part: "later", reserved: 0 });
  await split.start("inventory");
  await expect
    .poll(partOf, catchesUp)
    .toEqual({ part: expect.stringMatching(/^(here|elsewhere)$/), reserved: 1 });
  await reloadUntil(
    pricing,
    pricing.getByText(/The part that usually mends it (is on the shelf|comes from another of our centres)/),
  );
  await page.goto(tracking);
  await question(page, "Your repair");
});

test("Location is killed: nothing new is booked, and that is said; tracking and desk go on; the same press books later", async ({
  page,
  newPerson,
  rest,
  split,
}) => {
  const missing = "nothing new can be booked. Repairs that are under way go on, and their links work.";
  const known = await bookByRest(rest, "Bram De Smet");
  const clerk = await newPerson();
  await signIn(clerk, "/desk", desk.email);
  await page.goto(stepAddress("time", wish));
  await keepFirstTime(page);
  await sayWho(page, "Ana Peeters", "ana.peeters@example.org");
  await page.getByRole("button", { name: "Check everything" }).click();
  await question(page, "Is everything right?");

  await split.kill("location");
  await page.getByRole("button", { name: "Book the repair" }).click();
  const notice = page.getByRole("main").getByRole("alert");
  await expect(notice).toContainText(missing, catchesUp);
  await expectNoNewBarriers(page, "booking that Location's absence stopped");

  const other = await newPerson();
  for (const [screen, address] of [
    ["time without Location", stepAddress("time", wish)],
    ["find a centre without Location", "/en/find"],
    ["home without Location", "/en"],
  ] as const) {
    await other.goto(address);
    await expect(other.getByText(missing), screen).toBeVisible(catchesUp);
    await expectNoNewBarriers(other, screen);
  }

  await other.goto(known.trackingUrl);
  await question(other, "Your repair");
  await expect(live(other)).toBeVisible();
  await test.step("the desk goes on, after a reload too", async () => {
    await clerk.goto("/desk");
    await clerk.getByRole("combobox", { name: "Search orders" }).fill(known.reference);
    await clerk.getByRole("option").filter({ hasText: known.reference }).click();
    await clerk.getByRole("textbox", { name: "Write to Bram De Smet" }).fill("We look forward to it.");
    await clerk.getByRole("button", { name: "Send" }).click();
    await expect(other.getByText("We look forward to it.")).toBeVisible();
    const manager = await newPerson();
    await signIn(manager, "/desk", "manager@demo.mycomputer.example");
    await expect(manager.getByText("The list of centres can't be had just now")).toBeVisible();
    await expect(queue(manager).getByRole("link").first()).toBeVisible();
    await expectNoNewBarriers(manager, "desk without Location");
  });

  await split.start("location");
  await expect(async () => {
    await notice.getByRole("button", { name: "Try again" }).click({ timeout: 3_000 });
    await question(page, "Booked. We look forward to it.");
  }).toPass(catchesUp);
  await other.goto(stepAddress("time", wish));
  await expect(other.getByRole("button", { name: /^First available/ })).toBeVisible(catchesUp);
});

test("Customer is killed: coverage, places and times answer, tracking says so kindly, and a page that was open is live again", async ({
  page,
  newPerson,
  rest,
  split,
}) => {
  const known = await bookByRest(rest, "Chloé Maes");
  await page.goto(known.trackingUrl);
  await expect(live(page)).toBeVisible();
  const clerk = await newPerson();
  await signIn(clerk, "/desk", desk.email);
  await expect(queue(clerk).getByRole("link").first()).toBeVisible();

  await split.kill("customer");
  await expect(live(page)).toBeHidden(catchesUp);
  const other = await newPerson();
  await test.step("who serves a place, and when, is still told", async () => {
    await other.goto("/en/find?place=Gent&lat=51.05&lng=3.71667");
    await expect(other.getByRole("heading", { name: /centres? serves? Gent/ })).toBeVisible();
    await other.goto(`/en/find/${desk.centre}`);
    await expect(other.getByText("Opening hours")).toBeVisible();
    const { places } = await rest.get<{ places: unknown[] }>("/places?q=gent");
    expect(places.length).toBeGreaterThan(0);
    const [start = ""] = await rest.freeStarts({ ...wish });
    const holdId = await rest.hold(wish, start);
    expect(holdId).toEqual(expect.any(String));
    await rest.release(holdId ?? "");
  });

  await other.goto(stepAddress("time", wish));
  await expect(
    other.getByText(/What is missing are orders and devices: booking, tracking and the desk have to wait/),
  ).toBeVisible(catchesUp);
  await expectNoNewBarriers(other, "time without Customer");
  await other.goto(known.trackingUrl);
  await question(other, "We cannot reach your repair right now.");
  await expect(other.getByText("Nothing is lost. Try again in a few minutes.")).toBeVisible();
  await expectNoNewBarriers(other, "tracking without Customer");
  await clerk.reload();
  await expect(clerk.getByText(/What is missing are orders and devices/)).toBeVisible(catchesUp);
  await expectNoNewBarriers(clerk, "desk without Customer");

  await split.start("customer");
  await expect(async () => {
    await other.getByRole("link", { name: "Try again" }).click({ timeout: 3_000 });
    await expect(other.getByRole("article", { name: "Your repair" })).toBeVisible({ timeout: 3_000 });
  }).toPass(catchesUp);
  await expect(live(page)).toBeVisible(catchesUp);
  await expect(async () => {
    await clerk.getByRole("button", { name: "Try again" }).click({ timeout: 3_000 });
    await expect(queue(clerk).getByRole("link").first()).toBeVisible({ timeout: 3_000 });
  }).toPass(catchesUp);
  await clerk.getByRole("combobox", { name: "Search orders" }).fill(known.reference);
  await clerk.getByRole("option").filter({ hasText: known.reference }).click();
  await clerk.getByRole("textbox", { name: "Write to Chloé Maes" }).fill("All is back.");
  await clerk.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("All is back.")).toBeVisible();
});
