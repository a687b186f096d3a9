import type { ContextName } from "@/server/kernel/context-name";
import type { Saga } from "@/server/platform/sagas";
import { bookARepair } from "./book-a-repair";
import { rescheduleARepair } from "./reschedule-a-repair";
import { transferForAnOrder } from "./transfer-for-an-order";

/** Every saga, by the context that starts it and keeps its state. */
export const sagasOf: Record<ContextName, readonly Saga<object>[]> = {
  inventory: [transferForAnOrder],
  customer: [bookARepair, rescheduleARepair],
  payment: [],
  location: [],
};
