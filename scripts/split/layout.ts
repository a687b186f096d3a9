import { join } from "node:path";
import { serviceFolderEnv } from "../tls/service-folders";

export const services = ["inventory", "customer", "payment", "location"] as const;
export type Service = (typeof services)[number];

export interface SplitLayout {
  portalPort: number;
  ports: Record<Service, number>;
  /** From `npm run services`: the four databases, the platform's and the secrets. */
  four: Record<string, string>;
  tlsRoot: string;
  dataDir: string;
}

/** Where each process finds the others. */
function urlsOf({ ports }: SplitLayout): Record<string, string> {
  return Object.fromEntries(
    services.map((name) => [`${name.toUpperCase()}_URL`, `https://127.0.0.1:${ports[name]}`]),
  );
}

function common(layout: SplitLayout, name: string): Record<string, string | undefined> {
  return {
    ...urlsOf(layout),
    ...serviceFolderEnv(layout.tlsRoot, name),
    APP_MODE: "demo",
    HOST: "127.0.0.1",
    PUBLIC_URL: `http://localhost:${layout.portalPort}`,
    DATA_DIR: join(layout.dataDir, name),
    MASTER_KEY: layout.four.MASTER_KEY,
    DATABASE_ROLE_SECRET: layout.four.DATABASE_ROLE_SECRET,
    UPSTASH_REDIS_REST_URL: layout.four.UPSTASH_REDIS_REST_URL,
    UPSTASH_REDIS_REST_TOKEN: layout.four.UPSTASH_REDIS_REST_TOKEN,
  };
}

/** A service has its own database, and the platform's where it hands over mails or names colleagues. */
export function serviceEnv(layout: SplitLayout, name: Service): Record<string, string | undefined> {
  const own = `${name.toUpperCase()}_DATABASE_URL`;
  const usesPlatform = name === "customer" || name === "location";
  return {
    ...common(layout, name),
    PORT: String(layout.ports[name]),
    [own]: layout.four[own],
    DATABASE_URL: usesPlatform ? layout.four.DATABASE_URL : undefined,
  };
}

/** The portal has the platform's database and no context's. */
export function portalEnv(layout: SplitLayout): Record<string, string | undefined> {
  return {
    ...common(layout, "portal"),
    PORT: String(layout.portalPort),
    AUTH_SECRET: layout.four.AUTH_SECRET,
    DATABASE_URL: layout.four.DATABASE_URL,
  };
}

/** Migrations and seed run as one process that has every database. */
export function setupEnv({ four, dataDir }: SplitLayout): Record<string, string | undefined> {
  return { ...four, APP_MODE: "demo", DATA_DIR: join(dataDir, "setup") };
}
