/** package-lock.json, as far as it matters here. */
export type Lock = { packages: Record<string, LockEntry> };
type LockEntry = {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Missing = { path: string; name: string; version: string; dev: boolean };

const systems = "aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32";
const processors = "arm64|arm|ia32|loong64|mips64el|ppc64le|ppc64|riscv64|s390x|universal|x64";
const platform = new RegExp(
  `(?:^|-)(${systems})-(${processors})(?:-(gnu|musl|gnueabihf|musleabihf|eabi|msvc))?$`,
);

/**
 * Programs for other systems that packages name as optional and the lock file leaves out. npm leaves them out when
 * its registry has only this system's, and `npm ci` then refuses the lock file everywhere.
 */
export function missingPlatforms(lock: Lock): Missing[] {
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !places(parent, name).some((path) => path in lock.packages))
      .map(([name, version]) => ({ path: `node_modules/${name}`, name, version, dev: entry.dev === true })),
  );
}

/** Adds an entry for each, that says for which system it is; npm skips it on every other. */
export function completePlatforms(lock: Lock): string[] {
  const missing = missingPlatforms(lock);
  for (const { path, name, version, dev } of missing) {
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name} has no exact version (${version})`);
    lock.packages[path] = { version, ...(dev ? { dev } : {}), optional: true, ...platformOf(name) };
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(sorted);
  return missing.map(({ name }) => name);
}

export function platformOf(name: string): Pick<LockEntry, "os" | "cpu" | "libc"> {
  if (/-wasm32(-wasi)?$/.test(name)) return { cpu: ["wasm32"] };
  if (name === "fsevents") return { os: ["darwin"] };
  const [, os, cpu, abi = ""] = platform.exec(name) ?? [];
  if (!os || !cpu) throw new Error(`${name} does not say which system it is for`);
  const libc = os !== "linux" ? {} : abi.startsWith("gnu") ? { libc: ["glibc"] } : muslOnly(abi);
  return { os: [os], ...(cpu === "universal" ? {} : { cpu: [cpu] }), ...libc };
}

function muslOnly(abi: string): Pick<LockEntry, "libc"> {
  return abi.startsWith("musl") ? { libc: ["musl"] } : {};
}

/** Where npm looks for a package that `parent` needs: beside it, then upwards. */
function places(parent: string, name: string): string[] {
  const found = [`node_modules/${name}`];
  let path = parent;
  while (path !== "") {
    found.push(`${path}/node_modules/${name}`);
    path = path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/")));
  }
  return found;
}
