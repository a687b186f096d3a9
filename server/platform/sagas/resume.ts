import type { Actor } from "@/server/kernel/actor";
import type { ContextName } from "@/server/kernel/context-name";
import type { VerbContext } from "../call";
import { logger } from "../logger";
import { carryOn } from "../telemetry";
import { advance } from "./advance";
import { sagaIo } from "./io";
import type { SagaRow } from "./rows";
import type { Saga } from "./saga";

export type SagaContext = (saga: Saga<object>, actor: Actor, correlationId: string) => VerbContext;

/**
 * Takes on the context's sagas that are due, forward or back: their process died, they wait for a time or an event
 * that has come, or are to be tried again. Each is claimed first, so that two processes never take on the same.
 * Answers with how many.
 */
export async function resumeSagas(
  context: ContextName,
  sagas: readonly Saga<object>[],
  contextOf: SagaContext,
  which: { atOnce: boolean } | { id: string } = { atOnce: false },
): Promise<number> {
  const byName = new Map(sagas.filter((saga) => saga.context === context).map((saga) => [saga.name, saga]));
  if (byName.size === 0) return 0;
  const claimed = await sagaIo().claimDue(context, [...byName.keys()], which);
  await Promise.all(
    claimed.map(async ({ name, actor, correlationId, traceParent, overdue, ...found }) => {
      const saga = byName.get(name);
      if (saga === undefined) return;
      const row: SagaRow<object> = {
        ...found,
        // Written by saveSaga() and insertSaga() with exactly these shapes.
        state: found.state as object,
        dueInMillis: null,
        stuck: false,
      };
      await carryOn({ correlationId, traceParent }, () =>
        advance(contextOf(saga, actor as Actor, correlationId), saga, row, overdue).catch((error: unknown) =>
          logger.warn({ saga: name, sagaId: found.id, err: error }, "a resumed saga was not finished"),
        ),
      );
    }),
  );
  return claimed.length;
}
