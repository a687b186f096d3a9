import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
interface Look {
  width: number;
  colorScheme: "light" | "dark";
}
/** Each width and each scheme once: for a sentence or two on a screen whose every look is seen elsewhere. */
const eachOnce: Look[] = [
  { width: 1440, colorScheme: "light" },
  { width: 360, colorScheme: "dark" },
];
const all: Look[] = [...eachOnce, { width: 1440, colorScheme: "dark" }, { width: 360, colorScheme: "light" }];

/** No barrier that a machine can find, wide and narrow, light and dark; and nothing to scroll sideways at 320 px. */
export async function expectNoBarriers(page: Page, screen: string, looks = all): Promise<void> {
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    const { violations, passes } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .withTags(rules)
      .analyze();
    expect(passes.length, `rules that found something to look at on ${screen}`).toBeGreaterThan(8);
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
    );
    expect.soft(found, `${screen} at ${width} px, ${colorScheme}`).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(wide, `${screen} at 320 px scrolls sideways`).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1440, height: 900 });
}

export function expectNoNewBarriers(page: Page, screen: string): Promise<void> {
  return expectNoBarriers(page, screen, eachOnce);
}
