import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readReport } from "./count";

let file = "";
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "count-")), "report.json");
});
afterEach(() => rmSync(join(file, ".."), { recursive: true }));

function vitest(
  passed: number,
  failed: number,
  suites: { status: string; assertionResults: unknown[] }[] = [],
) {
  const testResults = suites.map((suite) => ({ name: "a.test.ts", ...suite }));
  writeFileSync(file, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults }));
}

test("passed and failed tests are counted as the runner counted them", () => {
  vitest(7, 2);
  expect(readReport("vitest", file, 1)).toMatchObject({ passed: 7, failed: 2 });
});

test("a missing report, a run of no test and a bad end without a failed test each count as a failure", () => {
  expect(readReport("vitest", file, 0).failed).toBe(1);
  vitest(0, 0);
  expect(readReport("vitest", file, 0).failed).toBe(1);
  vitest(5, 0);
  expect(readReport("vitest", file, 1).failed).toBe(1);
  expect(readReport("vitest", file, 0).failed).toBe(0);
});

test("a file that could not be loaded counts as a failure", () => {
  vitest(5, 0, [{ status: "failed", assertionResults: [] }]);
  expect(readReport("vitest", file, 1)).toMatchObject({ passed: 5, failed: 1 });
});

test("in the browser a test that passed only at a second try has failed", () => {
  writeFileSync(file, JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } }));
  expect(readReport("playwright", file, 1)).toMatchObject({ passed: 3, failed: 2, skipped: 2 });
});
