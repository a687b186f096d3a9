import type { Consumer } from "@/server/platform/consumer";
import type { ReadCopy } from "@/server/platform/projections/copy";
import { consumerOf, type FeedProjection } from "@/server/platform/projections/projection";
import { copyOfDeposits } from "./deposits/copy-deposits";
import { copyOfLikelyParts } from "./likely-parts/copy-parts";
import { orderSearch } from "./order-search/order-search";
import { copyOfPrices } from "./prices/copy-prices";
import { copyOfServiceCenters } from "./service-centers/copy-centers";

/** What Customer keeps by events, other contexts' and its own, and by asking again and again. */
export const customerProjections: readonly FeedProjection[] = [
  copyOfServiceCenters,
  copyOfDeposits,
  orderSearch,
];
export const customerCopies: readonly ReadCopy[] = [copyOfPrices, copyOfLikelyParts];

export const customerConsumers: readonly Consumer[] = customerProjections.map(consumerOf);
