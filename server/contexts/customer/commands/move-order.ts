import { z } from "zod";
import type { Call, WriteContext } from "@/server/platform/call";
import { writing } from "@/server/platform/verb";
import {
  type ChangedOrder,
  changedOrderSchema,
  changeOrder,
  orderChangeInput,
  sayingWhoChangedIt,
} from "../adapters/change-order";
import { tellOfStatus } from "../adapters/tell-customer";
import { type MoveName, moveNames, moves } from "../domain/transitions";

/** Receiving, cancelling, handing over and declining say more, so they are verbs of their own. */
const ownVerbs = ["receive", "cancel", "hand_over", "decline"] as const;
type PlainMove = Exclude<MoveName, (typeof ownVerbs)[number]>;
const plainMoves = moveNames.filter(
  (move): move is PlainMove => !(ownVerbs as readonly MoveName[]).includes(move),
);

export const moveOrderInput = orderChangeInput.extend({ move: z.enum(plainMoves) });
export const moveOrderOutput = changedOrderSchema;

/** Moves an order on along the table of moves, by whoever the table names, in the order's centre. */
export const moveOrder = sayingWhoChangedIt(writing(moveOnce));

async function moveOnce({
  ctx,
  input,
}: Call<WriteContext, z.infer<typeof moveOrderInput>>): Promise<ChangedOrder> {
  const { roles } = moves[input.move];
  const { changed, found } = await changeOrder(ctx, input, roles, { kind: "move", move: input.move });
  await tellOfStatus(ctx, found, changed.status);
  return changed;
}
