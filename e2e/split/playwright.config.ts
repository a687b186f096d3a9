import { defineConfig } from "@playwright/test";
import base from "../../playwright.config";

/** Portal and four services as five processes of their own, which the journeys kill and start again. */
export default defineConfig(base, {
  testDir: ".",
  testIgnore: [],
  outputDir: "../../test-results/split",
  globalSetup: "./setup.ts",
  retries: 0,
});
