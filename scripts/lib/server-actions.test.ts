import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serverActionsIn } from "./server-actions";

let build = "";
beforeEach(() => {
  build = mkdtempSync(join(tmpdir(), "build-"));
  mkdirSync(join(build, "server"));
});
afterEach(() => rmSync(build, { recursive: true }));

function manifest(content: unknown): void {
  writeFileSync(join(build, "server/server-reference-manifest.json"), JSON.stringify(content));
}

test("a build without Server Actions passes", () => {
  manifest({ node: {}, edge: {}, encryptionKey: "x" });
  expect(serverActionsIn(build)).toEqual([]);
});

test("a Server Action on either runtime is seen", () => {
  manifest({ node: { "00aa": {} }, edge: { "00bb": {} } });
  expect(serverActionsIn(build)).toEqual(["00aa", "00bb"]);
});

test("a missing manifest, or one of another shape, is no pass", () => {
  expect(() => serverActionsIn(build)).toThrow("is there a build");
  manifest([]);
  expect(() => serverActionsIn(build)).toThrow("another shape");
});
