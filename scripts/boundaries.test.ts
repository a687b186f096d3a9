import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkBoundaries } from "./lib/boundaries";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "boundaries-"));
  const paths = {
    compilerOptions: { module: "ESNext", moduleResolution: "bundler", paths: { "@/*": ["./*"] } },
  };
  writeFileSync(join(root, "tsconfig.json"), JSON.stringify(paths));
  for (const [path, text] of Object.entries(house)) plant(path, text);
});
afterEach(() => rmSync(root, { recursive: true }));

/** A small house in which everybody keeps to the rules. */
const house = {
  "server/kernel/money.ts": "export type Money = { amountMinor: number }; export const zero = 0;",
  "server/platform/verb.ts": "export const command = 1;",
  "db/client.ts": "export const database = 1;",
  "server/contexts/inventory/contract/events.ts":
    "export type Reserved = { id: string }; export const version = 1;",
  "server/contexts/inventory/domain/stock.ts":
    "import { zero } from '@/server/kernel/money'; export const stock = zero;",
  "server/contexts/inventory/commands/reserve-stock.ts":
    "import { stock } from '../domain/stock'; import { database } from '@/db/client'; export const reserve = [stock, database];",
  "server/contexts/customer/domain/order.ts": "export const order = 1;",
  "server/contexts/customer/commands/book.ts":
    "import { version } from '@/server/contexts/inventory/contract/events'; import type { InventoryRouter } from '@/server/routers/inventory'; export const book = version as unknown as InventoryRouter;",
  "server/routers/inventory.ts":
    "import { reserve } from '@/server/contexts/inventory/commands/reserve-stock'; export const inventory = reserve; export type InventoryRouter = typeof inventory;",
  "components/ui/price.tsx":
    "import type { Money } from '@/server/kernel/money'; export const price = (m: Money) => m;",
  "app/page.tsx":
    "import { inventory } from '@/server/routers/inventory'; import { price } from '@/components/ui/price'; export default [inventory, price];",
};

test("a house that keeps to the rules passes, and every module of it was looked at", async () => {
  const result = await checkBoundaries(root);
  expect(result.problems).toEqual([]);
  expect(result.cruised).toBeGreaterThanOrEqual(Object.keys(house).length);
});

const violations: [rule: string, path: string, text: string][] = [
  ["kernel-stands-alone", "server/kernel/planted-1.ts", "import '@/server/platform/verb'"],
  [
    "domain-is-pure",
    "server/contexts/inventory/domain/planted-2.ts",
    "import '@/server/contexts/customer/contract/a'",
  ],
  ["domain-is-pure", "server/contexts/inventory/domain/planted-3.ts", "import '@/db/client'"],
  ["domain-does-no-io", "server/contexts/inventory/domain/planted-4.ts", "import 'node:fs'"],
  ["contract-stands-alone", "server/contexts/inventory/contract/planted-5.ts", "import '../domain/stock'"],
  [
    "contexts-keep-their-walls",
    "server/contexts/customer/queries/planted-6.ts",
    "import '@/server/contexts/inventory/domain/stock'",
  ],
  ["contexts-keep-their-walls", "server/contexts/customer/adapters/planted-7.ts", "import '@/app/page'"],
  [
    "contexts-call-by-type",
    "server/contexts/customer/commands/planted-8.ts",
    "import '@/server/routers/inventory'",
  ],
  [
    "routers-list-their-own-verbs",
    "server/routers/customer.ts",
    "import '@/server/contexts/inventory/commands/reserve-stock'",
  ],
  ["routers-list-their-own-verbs", "server/routers/customer.ts", "import '@/db/client'"],
  [
    "doors-and-sagas-use-contracts",
    "server/sagas/planted-9.ts",
    "import '@/server/contexts/inventory/commands/reserve-stock'",
  ],
  ["doors-and-sagas-call-by-type", "server/rest/planted-10.ts", "import '@/server/routers/inventory'"],
  [
    "platform-knows-no-context",
    "server/platform/planted-11.ts",
    "import '@/server/contexts/customer/domain/order'",
  ],
  ["app-is-routes-and-pages", "app/desk/page.tsx", "import '@/db/client'"],
  ["app-is-routes-and-pages", "app/manage/page.tsx", "import '@/server/contexts/customer/domain/order'"],
  [
    "components-take-types",
    "components/desk/planted-12.tsx",
    "import { zero } from '@/server/kernel/money'; console.log(zero)",
  ],
  ["components-stay-in-front", "components/desk/planted-13.tsx", "import '@/db/client'"],
  ["database-layer-knows-no-context", "db/planted-14.ts", "import '@/server/contexts/customer/domain/order'"],
  ["no-test-code-in-the-product", "server/platform/planted-15.ts", "import '@/test-support/fake'"],
  ["no-circles", "server/platform/verb.ts", "import './b'"],
  ["everything-resolves", "server/platform/planted-16.ts", "import './nowhere'"],
];

test("every planted violation is seen, by its own rule", async () => {
  plant("server/platform/b.ts", "import './verb'");
  plant("server/contexts/customer/contract/a.ts", "export const a = 1");
  plant("test-support/fake.ts", "export const fake = 1");
  for (const [, path, text] of violations) plant(path, text);
  const { problems } = await checkBoundaries(root);
  const missed = violations.filter(
    ([rule, path]) => !problems.some((problem) => problem.startsWith(`${rule}: `) && problem.includes(path)),
  );
  expect(missed).toEqual([]);
});

test("looking at nothing is a problem", async () => {
  for (const folder of ["app", "components", "server", "db"]) rmSync(join(root, folder), { recursive: true });
  expect((await checkBoundaries(root)).problems).toEqual(["no source file was found"]);
});

/** Planted twice, a file gets both lines. */
function plant(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  appendFileSync(join(root, path), `${text}\n`);
}
