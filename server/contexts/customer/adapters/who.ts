import { z } from "zod";

/** Who did something: what kind of actor, and a colleague's name where there is one. */
export const whoSchema = z.object({
  kind: z.enum(["staff", "customer", "system"]),
  name: z.string().nullable(),
});
export type Who = z.infer<typeof whoSchema>;

/** An actor as it stands in events (`staff:<id>`, `guest`), in words for a screen. A guest is the customer. */
export function whoWas(actor: string, names: ReadonlyMap<string, string>): Who {
  const kind = actor.split(":")[0];
  if (kind === "staff") return { kind, name: names.get(actor) ?? null };
  return { kind: kind === "customer" || kind === "guest" ? "customer" : "system", name: null };
}
