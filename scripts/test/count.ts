import { existsSync, readFileSync } from "node:fs";

/** What a part of the tests came to. `notes` are lines for the person. */
export type Count = { passed: number; failed: number; skipped: number; notes: string[] };

export function count(passed: number, failed: number, ...notes: string[]): Count {
  return { passed, failed, skipped: 0, notes };
}

export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
      notes: [...total.notes, ...one.notes],
    }),
    count(0, 0),
  );
}

/**
 * Reads a runner's JSON report. A runner that ended badly without naming a failed test, or that ran none, counts as
 * one failure: a suite that could not be loaded must not look green.
 */
export function readReport(kind: "vitest" | "playwright", file: string, exitCode: number): Count {
  if (!existsSync(file)) return count(0, 1, `no report was written (exit code ${exitCode})`);
  const report: unknown = JSON.parse(readFileSync(file, "utf8"));
  const read =
    kind === "vitest" ? fromVitest(report as VitestReport) : fromPlaywright(report as PlaywrightReport);
  if (read.passed + read.failed === 0) return { ...read, failed: 1, notes: ["no test ran"] };
  if (exitCode !== 0 && read.failed === 0) {
    return { ...read, failed: 1, notes: [`the runner ended with ${exitCode} though no test failed`] };
  }
  return read;
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests?: number;
  numTodoTests?: number;
  testResults: { name: string; status: string; assertionResults: unknown[] }[];
};

function fromVitest(report: VitestReport): Count {
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    notes: unloadable.map(({ name }) => `could not be loaded: ${name}`),
  };
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors?: unknown[];
};

/** A test that passed only when it was tried again has not passed. */
function fromPlaywright({ stats, errors }: PlaywrightReport): Count {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (errors?.length ?? 0),
    skipped: stats.skipped,
    notes: stats.flaky > 0 ? [`${stats.flaky} passed only at a second try`] : [],
  };
}
