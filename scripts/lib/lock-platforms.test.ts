import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { completePlatforms, type Lock, missingPlatforms, platformOf } from "./lock-platforms";

test("our lock file names every system's programs, so that npm ci takes it on all of them", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
  expect(Object.keys(lock.packages).length).toBeGreaterThan(300);
  expect(missingPlatforms(lock).map(({ name }) => name)).toEqual([]);
});

test("a program left out is found and added once, for its system alone", () => {
  const lock: Lock = {
    packages: {
      "": {},
      "node_modules/tool": {
        version: "2.0.0",
        dev: true,
        optionalDependencies: { "tool-linux-x64": "2.0.0", "tool-darwin-arm64": "2.0.0" },
      },
      "node_modules/tool-linux-x64": { version: "2.0.0", optional: true },
    },
  };
  expect(completePlatforms(lock)).toEqual(["tool-darwin-arm64"]);
  expect(lock.packages["node_modules/tool-darwin-arm64"]).toEqual({
    version: "2.0.0",
    dev: true,
    optional: true,
    os: ["darwin"],
    cpu: ["arm64"],
  });
  expect(completePlatforms(lock)).toEqual([]);
});

test("systems are read from the names that packages use", () => {
  expect(platformOf("@next/swc-linux-x64-musl")).toEqual({ os: ["linux"], cpu: ["x64"], libc: ["musl"] });
  expect(platformOf("@swc/core-linux-arm-gnueabihf")).toEqual({
    os: ["linux"],
    cpu: ["arm"],
    libc: ["glibc"],
  });
  expect(platformOf("@next/swc-win32-x64-msvc")).toEqual({ os: ["win32"], cpu: ["x64"] });
  expect(platformOf("@oxc-parser/binding-wasm32-wasi")).toEqual({ cpu: ["wasm32"] });
  expect(() => platformOf("left-pad")).toThrow("left-pad");
});
