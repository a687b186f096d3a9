import { z } from "zod";
import { colleagueNames } from "@/server/platform/people";

/** Who did something: what kind of actor, and a colleague's name where there is one. */
export const whoSchema = z.object({
  kind: z.enum(["staff", "customer", "system"]),
  name: z.string().nullable(),
});
export type Who = z.infer<typeof whoSchema>;

/** Actors as they stand in events, in words for a screen; a guest is the customer. Ask outside of transactions. */
export async function whoWere(actors: readonly string[]): Promise<(actor: string) => Who> {
  const names = await colleagueNames(actors);
  return (actor) => {
    const kind = actor.split(":")[0];
    if (kind === "staff") return { kind, name: names.get(actor) ?? null };
    return { kind: kind === "customer" || kind === "guest" ? "customer" : "system", name: null };
  };
}
