import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expectNoNewBarriers } from "../support/axe";
import { signIn } from "../support/staff";
import { bookByRest, orderOf } from "./orders";
import { catchesUp, expect, test } from "./test";

const address = "/manage/operations";

test.describe.configure({ timeout: 150_000 });

async function signInAsAdmin(page: Page): Promise<void> {
  await signIn(page, address, "admin@demo.mycomputer.example");
  await expect(page.getByRole("table")).toBeVisible(catchesUp);
}

/** What needs the admin, pressed as it stands above the board. */
async function openNeed(page: Page, name: RegExp): Promise<Locator> {
  const needs = page.getByRole("list", { name: "What needs you" });
  await needs.getByRole("button", { name }).click(catchesUp);
  return page.getByRole("region", { name: "Details" });
}

test("a real dead letter: read, tried again in vain, tried again once its cause is mended, and its effect is there", async ({
  page,
  newPerson,
  rest,
  split,
}) => {
  const booked = await bookByRest(rest, "Noor Peeters");
  const { id } = await orderOf(split, booked.reference);
  const location = split.of("location");
  const slots = () => location`select 1 from location.slots where order_id = ${id}`;
  await location.unsafe(`
    create function location.refuse() returns trigger language plpgsql as
      $$ begin raise exception 'the schedule is being mended'; end $$;
    create trigger refuse before delete on location.slots for each row when (old.order_id = '${id}')
      execute function location.refuse()`);
  const customer = await newPerson();
  await customer.goto(booked.trackingUrl);
  await customer.getByRole("button", { name: "Cancel the booking" }).click();
  await customer.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(customer.getByText("Cancelled.").first()).toBeVisible();

  await signInAsAdmin(page);
  const details = await openNeed(page, /^Location, Dead letters: 1 event set aside/);
  const letter = details.getByRole("article", { name: /^work_order\.cancelled\.v1, location\./ });
  await expect(letter.getByText("the schedule is being mended")).toBeVisible();
  await expect(letter.getByText(/tried 5 times/)).toBeVisible();
  await expect(letter.getByText(`work_order-${id}`)).toBeVisible();
  await letter.getByText("Read the event").click();
  await expect(letter.getByText(/"reason"/)).toBeVisible();
  await expectNoNewBarriers(page, "operations with a real dead letter");

  await letter.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("It failed again.")).toBeVisible();
  await expect(letter.getByText(/tried 6 times/)).toBeVisible();
  expect(await slots()).toHaveLength(1);

  await location.unsafe("drop trigger refuse on location.slots; drop function location.refuse()");
  await letter.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("The event was handled.")).toBeVisible();
  await expect(details.getByText("No event was set aside.")).toBeVisible();
  expect(await slots()).toHaveLength(0);
});

test("an event of a version that nobody knows: dropped with a reason, and who and why are kept", async ({
  page,
  split,
}) => {
  const id = randomUUID();
  await split.of("customer")`
    insert into customer.events (id, stream_id, version, type, data, actor, correlation_id, recorded_at)
    values (${id}, ${`work_order-${randomUUID()}`}, 1, 'work_order.cancelled.v2', '{}', 'system', 'planted', now())`;
  await signInAsAdmin(page);
  const reason = "Sent by a version that was taken back.";
  for (const [context, owner] of [
    ["location", "Location"],
    ["inventory", "Inventory"],
  ] as const) {
    const details = await openNeed(page, new RegExp(`^${owner}, Dead letters: 1 event set aside`));
    await expect(details.getByText("version v2 of work_order.cancelled is not known here")).toBeVisible();
    await details.getByRole("button", { name: "Drop…" }).click();
    const dialog = page.getByRole("dialog", { name: "Drop this event?" });
    await dialog.getByRole("textbox", { name: "Why may it be dropped?" }).fill(reason);
    await dialog.getByRole("button", { name: "Drop the event" }).click();
    await expect(details.getByText("No event was set aside.")).toBeVisible();
    const kept = await split.of(context)`
      select dropped_by, drop_reason from ${split.of(context)(context)}.dead_letters where event_id = ${id}`;
    expect(kept).toEqual([{ dropped_by: expect.stringMatching(/^staff:/), drop_reason: reason }]);
  }
});

test("a service that is killed: the others say how their calls to it do; a saga that got stuck by it is resumed to its end", async ({
  page,
  rest,
  split,
}) => {
  await signInAsAdmin(page);
  for (const owner of ["Portal", "Inventory", "Customer", "Payment", "Location"]) {
    await expect(page.getByRole("row", { name: new RegExp(`^${owner} Process`) })).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(`^${owner} Cache in order`) })).toBeVisible();
  }
  await split.kill("inventory");
  const { reference } = await bookByRest(rest, "Mats Claes");
  const { id } = await orderOf(split, reference);
  const customers = split.of("customer");
  const saga = () =>
    customers<{ status: string }[]>`select status from customer.sagas where state->>'orderId' = ${id}`;
  await expect(page.getByRole("row", { name: /^Inventory Database needs you does not answer/ })).toBeVisible(
    catchesUp,
  );
  await expect(page.getByRole("row", { name: /^Inventory Process/ })).toBeHidden();

  await test.step("Customer's own breaker and bulkhead to Inventory", async () => {
    await page.getByRole("row", { name: /^Customer Calls to Inventory/ }).click();
    const details = page.getByRole("region", { name: "Details" });
    await expect(details.getByRole("heading", { name: "Customer: Calls to Inventory" })).toBeVisible();
    await expect(details.getByText("0 of at most 64")).toBeVisible();
    await expect(details.getByText("never")).toBeHidden();
    await expectNoNewBarriers(page, "operations with a service away");
    await page.getByRole("button", { name: "Close the details" }).click();
  });

  // The saga's time is over, and Inventory is back, but can't do what it is asked.
  const inventory = split.of("inventory");
  await inventory.unsafe(`
    create function inventory.refuse() returns trigger language plpgsql as
      $$ begin raise exception 'the shelves are being mended'; end $$;
    create trigger refuse before insert on inventory.reservations for each row when (new.order_id = '${id}')
      execute function inventory.refuse()`);
  await customers`update customer.sagas set deadline_at = now() where state->>'orderId' = ${id}`;
  await split.start("inventory");
  await expect(page.getByRole("row", { name: /^Inventory Process/ })).toBeVisible(catchesUp);
  const details = await openNeed(page, /^Customer, Sagas: 1 stuck/);
  const stuck = details.getByRole("listitem").filter({ hasText: "stuck" });
  await expect(stuck.getByText("Because: internal")).toBeVisible();
  await expect(stuck.getByText(/reserve the part now that Inventory is back/)).toBeVisible();
  expect((await saga())[0]?.status).not.toBe("done");
  await expectNoNewBarriers(page, "operations with a stuck saga");

  await inventory.unsafe("drop trigger refuse on inventory.reservations; drop function inventory.refuse()");
  await stuck.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("It goes on.")).toBeVisible();
  await expect(stuck).toHaveCount(0, catchesUp);
  await expect.poll(async () => (await saga())[0]?.status, catchesUp).toBe("done");
  expect((await orderOf(split, reference)).part).toMatch(/^(here|elsewhere)$/);
  expect(await inventory`select 1 from inventory.reservations where order_id = ${id}`).toHaveLength(1);
});
