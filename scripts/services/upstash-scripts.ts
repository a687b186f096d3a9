import { createHash } from "node:crypto";

/**
 * Upstash knows a script flag, allow-key-locking, that Redis refuses. @upstash/ratelimit sets it and then calls the
 * script by the digest of its own text, so the flag is taken out and the digest follows.
 */
export function createScriptTranslator(): (args: string[]) => string[] {
  const digests = new Map<string, string>();

  function plain(source: string): string {
    const translated = withoutUpstashFlag(source);
    if (translated !== source) digests.set(sha1(source), sha1(translated));
    return translated;
  }
  return (args) => {
    const [first = "", second = "", ...rest] = args;
    const name = first.toLowerCase();
    if (name === "eval" || name === "eval_ro") return [first, plain(second), ...rest];
    if (name === "evalsha" || name === "evalsha_ro") {
      return [first, digests.get(second.toLowerCase()) ?? second, ...rest];
    }
    if (name !== "script") return args;
    if (second.toLowerCase() === "load") return [first, second, ...rest.map(plain)];
    return [first, second, ...rest.map((value) => digests.get(value) ?? value)];
  };
}

function withoutUpstashFlag(source: string): string {
  const [shebang = "", ...lines] = source.split("\n");
  const flags = /^#!lua flags=(\S+)/.exec(shebang)?.[1]?.split(",");
  if (!flags?.includes("allow-key-locking")) return source;
  const left = flags.filter((flag) => flag !== "allow-key-locking");
  return [left.length > 0 ? `#!lua flags=${left.join(",")}` : "#!lua", ...lines].join("\n");
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
