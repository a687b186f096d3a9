import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { staticHeaders } from "./server/platform/edge/static-headers";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

const config: NextConfig = {
  // A second server on the same checkout (tests, another port) needs a build directory of its own.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@electric-sql/pglite-postgis",
    "@node-rs/argon2",
    "@opentelemetry/api",
    "@opentelemetry/context-async-hooks",
    "@opentelemetry/core",
    "@opentelemetry/exporter-metrics-otlp-proto",
    "@opentelemetry/exporter-prometheus",
    "@opentelemetry/exporter-trace-otlp-proto",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-metrics",
    "@opentelemetry/sdk-trace",
    "@platformatic/kafka",
    "pg-boss",
    "pino",
    "postgres",
  ],
  headers: async () => [{ source: "/:path*", headers: [...staticHeaders] }],
  experimental: {
    // Route types come in through next-env.d.ts, so that another distDir never edits tsconfig.json.
    strictRouteTypes: true,
    // forbidden() and its 403 page, for staff who lack a role.
    authInterrupts: true,
  },
};

export default withNextIntl(config);
