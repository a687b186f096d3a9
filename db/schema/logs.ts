import type { ContextName } from "@/server/kernel/context-name";
import { customerLog } from "./customer";
import type { tablesOfEveryContext } from "./every-context";
import { inventoryLog } from "./inventory";
import { locationLog } from "./location";
import { paymentLog } from "./payment";

export type ContextTables = ReturnType<typeof tablesOfEveryContext>;

const tables = {
  inventory: inventoryLog,
  customer: customerLog,
  payment: paymentLog,
  location: locationLog,
} as unknown as Record<ContextName, ContextTables>;

/** A context's own log, inbox, keys and sagas. The four differ in their schema's name only. */
export function logOf(context: ContextName): ContextTables {
  return tables[context];
}
