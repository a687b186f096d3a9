import type { Consumer } from "@/server/platform/consumer";
import { copyOfServiceCenters } from "./service-centers/copy-centers";

/** What Customer keeps of other contexts' facts. */
export const customerConsumers: readonly Consumer[] = [copyOfServiceCenters];
