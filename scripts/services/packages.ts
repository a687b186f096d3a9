import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

export function findProgram(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin", "/usr/sbin", "/usr/local/bin");
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** The bin directory of a PostgreSQL 15 or later that has PostGIS beside it; the newest if there are several. */
export function findPostgres(): string | undefined {
  const root = "/usr/lib/postgresql";
  if (existsSync(root)) {
    const versions = readdirSync(root)
      .map(Number)
      .filter((version) => version >= 15);
    for (const version of versions.sort((a, b) => b - a)) {
      const control = `/usr/share/postgresql/${version}/extension/postgis.control`;
      if (existsSync(control) && isExecutable(`${root}/${version}/bin/initdb`))
        return `${root}/${version}/bin`;
    }
  }
  return findElsewhere();
}

function findElsewhere(): string | undefined {
  const config = findProgram("pg_config");
  if (!config) return undefined;
  const ask = (flag: string) => spawnSync(config, [flag], { encoding: "utf8" }).stdout?.trim() ?? "";
  const version = Number(/\d+/.exec(ask("--version"))?.[0] ?? 0);
  const bin = ask("--bindir");
  const hasPostgis = existsSync(join(ask("--sharedir"), "extension/postgis.control"));
  return version >= 15 && hasPostgis && isExecutable(join(bin, "initdb")) ? bin : undefined;
}

export type AptWish = { what: string; packages: string[]; present: () => boolean };

export const wishes = {
  postgres: {
    what: "PostgreSQL 15 or later with PostGIS",
    packages: ["postgresql-15", "postgresql-15-postgis-3"],
    present: () => findPostgres() !== undefined,
  },
  redis: {
    what: "redis-server",
    packages: ["redis-server"],
    present: () => findProgram("redis-server") !== undefined,
  },
  kcat: {
    what: "kcat",
    packages: ["kcat"],
    present: () => findProgram("kcat") !== undefined,
  },
  nginx: {
    what: "nginx",
    packages: ["nginx-light"],
    present: () => findProgram("nginx") !== undefined,
  },
  browser: {
    what: "Chromium",
    packages: ["chromium", "fonts-liberation"],
    present: () => findProgram("chromium") !== undefined,
  },
} satisfies Record<string, AptWish>;

/** Installs what is missing where that is possible; otherwise throws a sentence that says what to do. */
export function ensureInstalled(wish: AptWish, say: (line: string) => void): void {
  if (wish.present()) return;
  const command = `apt-get install -y ${wish.packages.join(" ")}`;
  const apt = findProgram("apt-get");
  if (!apt) throw new Error(`${wish.what} is not installed. Install it with your system's packages.`);
  if (process.getuid?.() !== 0) throw new Error(`${wish.what} is not installed. Run: sudo ${command}`);
  say(`installing ${wish.what} (${command})`);
  // RUNLEVEL=1 keeps the packages' own servers from being started: we run private ones.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  spawnSync(apt, ["update", "-q"], { env, stdio: ["ignore", "ignore", "ignore"] });
  const options = ["install", "-y", "-q", "--no-install-recommends", ...wish.packages];
  const result = spawnSync(apt, options, { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (result.status !== 0 || !wish.present()) {
    const lastLine = `${result.stderr ?? ""}`.trim().split("\n").at(-1) ?? "";
    throw new Error(`${wish.what} could not be installed with "${command}". ${lastLine}`);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
