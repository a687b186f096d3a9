import { expect, type Locator, type Page } from "@playwright/test";

/** A person without a mouse: goes from stop to stop, and must see each time where they are. */
export class Keyboard {
  stops = 0;
  /** Stops at which nobody could see the focus, and why. */
  readonly unseen: string[] = [];

  constructor(private readonly page: Page) {}

  async tabTo(target: Locator, most = 60): Promise<void> {
    await expect(target).toBeAttached();
    for (let presses = 0; presses < most; presses += 1) {
      await this.page.keyboard.press("Tab");
      await this.look();
      // An open list hides the rest of the page from its names until the next Tab.
      if (await target.evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
    }
    throw new Error(`${target} was not reached with ${most} presses of Tab`);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.look();
    }
  }

  /** At the pace of a quick typist. */
  type(words: string): Promise<void> {
    return this.page.keyboard.type(words, { delay: 40 });
  }

  /** Types into a search box, and takes what stands out in its list with Enter. */
  async search(box: Locator, words: string, wanted: RegExp): Promise<void> {
    await this.type(words);
    await expect(box).toHaveValue(words);
    await expect(this.page.locator("[role=option][data-highlighted]")).toContainText(wanted);
    await this.press("Enter");
    await expect(box).toHaveValue(wanted);
  }

  /** Counts the stop, and notes it when the focus has no outline, is outside the window or lies under something. */
  private async look(): Promise<void> {
    this.stops += 1;
    const problem = await this.page.evaluate(whyFocusIsUnseen);
    if (problem) this.unseen.push(problem);
  }
}

function whyFocusIsUnseen(): string | undefined {
  const focused = document.activeElement;
  // A page in between, or a heading that took the focus so that it is read out: no stop for the keyboard.
  if (focused === null || focused === document.body || focused.getAttribute("tabindex") === "-1") return;
  const name = `${focused.tagName} "${(focused.getAttribute("aria-label") ?? focused.textContent ?? "").trim().slice(0, 40)}"`;
  // A control hidden behind its label, or a row's, is seen by what stands for it.
  const bearer = [focused, focused.closest("label"), focused.closest("li")].find((element) => {
    if (!element || element.getBoundingClientRect().width < 2) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1.5) || boxShadow !== "none";
  });
  if (!bearer) return `${name} has no mark`;
  const { left, right, top, bottom } = bearer.getBoundingClientRect();
  if (right < 0 || bottom < 0 || left > innerWidth || top > innerHeight)
    return `${name} is outside the window`;
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const shown = document.elementFromPoint(x, y);
  return shown && (bearer.contains(shown) || shown.contains(bearer))
    ? undefined
    : `${name} lies under something`;
}
