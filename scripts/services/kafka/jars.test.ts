import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { problemsOf } from "./jars";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "jars-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const good = createHash("sha256").update("good").digest("hex");

test("a jar that is missing, changed or foreign is never put on the broker's class path", () => {
  expect(problemsOf(dir, { "a.jar": good })).toEqual(["a.jar is missing"]);
  writeFileSync(join(dir, "a.jar"), "good");
  expect(problemsOf(dir, { "a.jar": good })).toEqual([]);
  writeFileSync(join(dir, "a.jar"), "evil");
  expect(problemsOf(dir, { "a.jar": good })).toEqual([
    "a.jar is not what was published (its SHA-256 digest differs)",
  ]);
  writeFileSync(join(dir, "a.jar"), "good");
  writeFileSync(join(dir, "b.jar"), "good");
  expect(problemsOf(dir, { "a.jar": good })).toEqual(["b.jar is not expected"]);
});
