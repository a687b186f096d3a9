import { inArray } from "drizzle-orm";
import { database } from "@/db/client";
import { identities } from "@/db/schema/platform";
import { env } from "./env";

const keptMillis = 60_000;
const mostKept = 5_000;

interface Known {
  name: string | undefined;
  until: number;
}
const known = new Map<string, Known>();

/**
 * What colleagues are called, by the actor as it stands in events (`staff:<identity>`). Customers and whoever has
 * no account are left out. Ask outside of transactions.
 */
export async function colleagueNames(actors: Iterable<string>): Promise<Map<string, string>> {
  const now = Date.now();
  const wanted = [...new Set(actors)].filter((actor) => /^staff:[0-9a-f-]{36}$/.test(actor));
  const missing = wanted.filter((actor) => (known.get(actor)?.until ?? 0) < now);
  if (missing.length > 0) await learn(missing, now);
  return new Map(
    wanted.flatMap((actor) => {
      const name = known.get(actor)?.name;
      return name === undefined ? [] : [[actor, name] as const];
    }),
  );
}

async function learn(actors: readonly string[], now: number): Promise<void> {
  // A service alone may run without the platform's schema: it then shows no names.
  if (!env().holds("platform")) return;
  const ids = actors.map((actor) => actor.slice("staff:".length));
  const platform = await database("platform");
  const found = await platform.read((tx) =>
    tx
      .select({ id: identities.id, name: identities.name })
      .from(identities)
      .where(inArray(identities.id, ids)),
  );
  if (known.size > mostKept) known.clear();
  const names = new Map(found.map(({ id, name }) => [id, name]));
  for (const id of ids) known.set(`staff:${id}`, { name: names.get(id), until: now + keptMillis });
}
