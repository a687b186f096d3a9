import { customerProjections } from "@/server/contexts/customer/projections/consumers";
import type { Difference } from "@/server/platform/projections/compare";
import { checkCopy, type ReadCopy, takeCopy } from "@/server/platform/projections/copy";
import type { FeedProjection } from "@/server/platform/projections/projection";
import { checkProjection, type ReadFeed, rebuildProjection } from "@/server/platform/projections/shadow";
import { contextsOf, copies } from "./copies";

type ReadModel = FeedProjection | ReadCopy;

/** Every read model that can be checked and built anew. */
export const readModels: readonly ReadModel[] = [...customerProjections, ...copies];

function feedOf({ context, source, name }: FeedProjection): ReadFeed {
  const contexts = contextsOf(context, `projection-${name}`);
  return async (offset, limit) => {
    const { events } = await contexts[source].events.after.query({ offset, limit });
    return events.map((event) => ({ ...event, data: event.data }));
  };
}

/** How the live read model differs from one built anew, table by table. */
export async function checkReadModel(model: ReadModel): Promise<Difference[]> {
  if (model.kind === "feed") return [await checkProjection(model, feedOf(model))];
  return checkCopy(model, contextsOf(model.context, `copy-${model.name}`));
}

/** Builds it anew and puts it in place; answers with what was wrong before. */
export async function rebuildReadModel(model: ReadModel): Promise<Difference[]> {
  if (model.kind === "feed") return [await rebuildProjection(model, feedOf(model))];
  const contexts = contextsOf(model.context, `copy-${model.name}`);
  const before = await checkCopy(model, contexts);
  await takeCopy(model, contexts, new Date(), { everything: true });
  return before;
}
