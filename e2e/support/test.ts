import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { Rest } from "./rest";

export { expect };

/** What browsers complained about: console errors, uncaught exceptions, breaches of the content policy. */
class Complaints {
  readonly #seen: string[] = [];
  readonly #expected: RegExp[] = [];

  note(text: string): void {
    this.#seen.push(text);
  }

  /** A complaint that belongs to what the test does, such as a refused request. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  get unexpected(): string[] {
    return this.#seen.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }
}

interface Journey {
  rest: Rest;
  complaints: Complaints;
  /** Another person, with a browser of their own. */
  newPerson: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Journeys end without a complaint of the browser, and give back the times that they kept. */
export const test = base.extend<Journey & { holds: Set<string> }>({
  rest: async ({ request }, use) => use(new Rest(request)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  holds: async ({}, use) => use(new Set()),
  complaints: [
    async ({ context, holds, rest }, use) => {
      const complaints = new Complaints();
      watch(context, complaints, holds);
      await use(complaints);
      for (const id of holds) await rest.release(id);
      expect(complaints.unexpected, "what browsers complained about").toEqual([]);
    },
    { auto: true },
  ],
  newPerson: async ({ browser, contextOptions, complaints, holds }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, ...options });
      opened.push(context);
      watch(context, complaints, holds);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

function watch(context: BrowserContext, complaints: Complaints, holds: Set<string>): void {
  context.on("console", (message) => {
    if (message.type() === "error") complaints.note(message.text());
  });
  context.on("weberror", (error) => complaints.note(String(error.error())));
  context.on("response", (response) => {
    if (!response.url().includes("slots.hold")) return;
    response.text().then(
      (text) => {
        for (const [, id] of text.matchAll(/"holdId":"([0-9a-f-]{36})"/g)) if (id) holds.add(id);
      },
      // A page that was left before its answer came.
      () => undefined,
    );
  });
}
