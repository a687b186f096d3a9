/** What stands for every client whose address can't be told. */
const unknownClient = "unknown";

/**
 * The stable name of a client for limits. Our server appends the socket's peer to x-forwarded-for, so the last
 * entry is the peer and can be believed; each trusted proxy in front of us moves one entry further left. Whatever
 * a caller wrote further left is never read. Runs at the edge too.
 */
export function clientKeyOf(forwardedFor: string | null | undefined, trustedProxyHops: number): string {
  const entries = (forwardedFor ?? "").split(",").map((entry) => entry.trim());
  const entry = entries[entries.length - 1 - trustedProxyHops];
  return entry === undefined ? unknownClient : addressKey(entry);
}

/** IPv4 as it is; IPv6 by its /64, of which one household or server has a whole one to pick addresses from. */
function addressKey(entry: string): string {
  const address = withoutPort(entry).toLowerCase();
  if (isIPv4(address)) return address;
  const groups = ipv6Groups(address);
  if (groups === undefined) return unknownClient;
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return mappedIPv4(groups);
  const prefix = groups.slice(0, 4).map((group) => group.toString(16));
  return `${prefix.join(":")}::/64`;
}

/** Some proxies write `1.2.3.4:5678` or `[2001:db8::1]:5678`. */
function withoutPort(entry: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(entry);
  if (bracketed?.[1] !== undefined) return bracketed[1];
  return /^[\d.]+:\d{1,5}$/.test(entry) ? entry.slice(0, entry.indexOf(":")) : entry;
}

function isIPv4(address: string): boolean {
  const parts = address.split(".");
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function mappedIPv4(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight groups of an IPv6 address (RFC 4291, 2.2), or undefined if it is none. */
function ipv6Groups(address: string): number[] | undefined {
  const [plain = ""] = address.split("%", 1);
  const halves = plain.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":").flatMap(hexGroups)));
  const groups = [...(head ?? []), ...(tail ?? [])];
  const missing = 8 - groups.length;
  if (groups.some(Number.isNaN) || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  return tail === undefined ? groups : [...(head ?? []), ...new Array<number>(missing).fill(0), ...tail];
}

function hexGroups(group: string): number[] {
  if (isIPv4(group)) {
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return [(a << 8) | b, (c << 8) | d];
  }
  return [/^[0-9a-f]{1,4}$/.test(group) ? Number.parseInt(group, 16) : Number.NaN];
}
