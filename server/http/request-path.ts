const linkFolders = new Set(["track", "sign-in", "magic", "approve", "invite", "unsubscribe"]);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const tokenLike = /^[A-Za-z0-9_-]{24,}$/;

/**
 * A request's path as it may stand in a log: without its query, and without the secret part of tracking and
 * sign-in links. What merely looks like a token is taken out too; ids are UUIDs and stay.
 */
export function loggablePath(url: string): string {
  const [path = "/"] = url.split(/[?#]/, 1);
  const parts = path.split("/");
  return parts
    .map((part, index) => {
      const afterLink = part !== "" && linkFolders.has(parts[index - 1] ?? "");
      return afterLink || (tokenLike.test(part) && !uuid.test(part)) ? "[token]" : part;
    })
    .join("/")
    .slice(0, 300);
}
