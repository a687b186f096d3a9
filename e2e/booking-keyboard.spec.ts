import { question } from "./support/booking";
import { Keyboard } from "./support/keyboard";
import { expect, test } from "./support/test";

test("the whole booking goes by keyboard alone, and the focus can always be seen", async ({ page }) => {
  const keyboard = new Keyboard(page);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  await page.goto("/en");

  const place = page.getByRole("combobox", { name: "Place" });
  await keyboard.tabTo(place);
  await keyboard.search(place, "kreuzberg", /Kreuzberg/);
  await keyboard.tabTo(button("See price and times"));
  await keyboard.press("Enter");

  await question(page, "What is broken?");
  const device = page.getByRole("combobox", { name: "Your device" });
  await keyboard.tabTo(device);
  await keyboard.search(device, "thinkpad x1", /ThinkPad X1/);
  const faults = page.getByRole("radio");
  await keyboard.tabTo(faults.first());
  await keyboard.press("Space", "ArrowDown");
  await expect(faults.nth(1)).toBeChecked();
  await keyboard.tabTo(button("See the price"));
  await keyboard.press("Enter");

  await question(page, "What it costs");
  await keyboard.tabTo(page.getByRole("main").getByRole("link", { name: "Find a centre" }));
  await keyboard.press("Enter");

  await question(page, "Which centre, and how?");
  const ways = page.getByRole("radio");
  await keyboard.tabTo(ways.first());
  await keyboard.press("Space");
  await expect(ways.first()).toBeChecked();
  await keyboard.tabTo(button("Choose a time"));
  await keyboard.press("Enter");

  await question(page, "When suits you?");
  await keyboard.tabTo(page.getByRole("grid").locator("button[tabindex='0']"));
  await keyboard.press("ArrowDown", "ArrowUp", "Enter");
  const times = page.getByRole("radio");
  await expect(times.first()).toBeVisible();
  await keyboard.tabTo(times.first());
  await keyboard.press("Space");
  await expect(times.first()).toBeChecked();
  await keyboard.tabTo(button("Keep this time"));
  await keyboard.press("Enter");

  await question(page, "Who are you?");
  await expect(page.getByRole("timer")).toBeVisible();
  await keyboard.tabTo(page.getByRole("textbox", { name: "Name", exact: true }));
  await keyboard.type("Ana Peeters");
  await keyboard.tabTo(page.getByRole("textbox", { name: "Email" }));
  await keyboard.type("ana.peeters@example.org");
  await keyboard.press("Enter");

  await question(page, "Is everything right?");
  await keyboard.tabTo(button("Book the repair"));
  await keyboard.press("Enter");
  await question(page, "Booked. We look forward to it.");
  await keyboard.tabTo(page.getByRole("link", { name: "Follow the repair" }));
  await keyboard.press("Enter");
  await question(page, "Your repair");

  expect(keyboard.stops).toBeGreaterThan(40);
  expect(keyboard.unseen).toEqual([]);
});
