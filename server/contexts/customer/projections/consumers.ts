import type { Consumer } from "@/server/platform/consumer";

/** What Customer keeps of other contexts' facts. */
export const customerConsumers: readonly Consumer[] = [];
