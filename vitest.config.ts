import { resolve } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const databaseSuites = "**/*.db.test.ts";
const postgresOnly = "**/*.pg.test.ts";
const kafkaSuites = "**/*.kafka.test.ts";
/** What a producer does: on Apache Kafka, or on a mock of it. */
const brokerSuites = "**/*.broker.test.ts";
const redisSuites = "**/*.redis.test.ts";
/** They start a streaming replica of their own cluster, and pause and stop it. */
const replicaSuites = "**/*.replica.test.ts";
const ignored = ["**/node_modules/**", ".next*/**", ".local/**", ".data/**", "e2e/**"];

/** Database suites are the same files on three layouts; test-support/database.ts reads TEST_LAYOUT. */
function databaseProject(layout: "pglite" | "postgres" | "postgres-four"): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name: layout,
      include: layout === "postgres" ? [databaseSuites, postgresOnly] : [databaseSuites],
      env: { TEST_LAYOUT: layout },
      setupFiles: ["test-support/environment.ts"],
      testTimeout: 60_000,
      hookTimeout: 120_000,
      // Each embedded database takes about a gigabyte, so two at once and no more.
      maxWorkers: 2,
    },
  };
}

function brokerProject(name: string, suites: string): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [suites],
      exclude: ignored,
      env: { TEST_LAYOUT: "postgres" },
      setupFiles: ["test-support/environment.ts"],
      testTimeout: 90_000,
      hookTimeout: 120_000,
      maxWorkers: 1,
    },
  };
}

export default defineConfig({
  resolve: {
    alias: {
      "@": resolve(import.meta.dirname),
      // It throws outside Next; what it guards is checked by the build.
      "server-only": resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    pool: "forks",
    env: { LOG_LEVEL: "silent" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [
            ...ignored,
            databaseSuites,
            postgresOnly,
            redisSuites,
            replicaSuites,
            kafkaSuites,
            brokerSuites,
          ],
          testTimeout: 20_000,
        },
      },
      databaseProject("pglite"),
      databaseProject("postgres"),
      databaseProject("postgres-four"),
      brokerProject("broker", brokerSuites),
      brokerProject("kafka", kafkaSuites),
      {
        extends: true,
        test: {
          name: "replica",
          include: [replicaSuites],
          exclude: ignored,
          env: { TEST_LAYOUT: "postgres" },
          setupFiles: ["test-support/environment.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        extends: true,
        test: { name: "redis", include: [redisSuites], exclude: ignored, testTimeout: 20_000, maxWorkers: 1 },
      },
      {
        extends: true,
        test: {
          name: "rest",
          include: ["e2e/rest/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
