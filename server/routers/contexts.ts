import { createTRPCClient, type TRPCClient, unstable_localLink } from "@trpc/client";
import type { CallContext, Caller } from "@/server/platform/call";
import { type CustomerRouter, customerRouter } from "./customer";
import { type InventoryRouter, inventoryRouter } from "./inventory";
import { type LocationRouter, locationRouter } from "./location";
import { type PaymentRouter, paymentRouter } from "./payment";

/** The four front doors. A call looks the same wherever the context runs. */
export interface Contexts {
  inventory: TRPCClient<InventoryRouter>;
  customer: TRPCClient<CustomerRouter>;
  payment: TRPCClient<PaymentRouter>;
  location: TRPCClient<LocationRouter>;
}

/** Opens the front doors to a caller. Clients are made when first asked for. */
export function contextsFor(caller: Caller): Contexts {
  const createContext = async () => callContext(caller);
  return {
    get inventory() {
      return createTRPCClient<InventoryRouter>({
        links: [unstable_localLink({ router: inventoryRouter, createContext })],
      });
    },
    get customer() {
      return createTRPCClient<CustomerRouter>({
        links: [unstable_localLink({ router: customerRouter, createContext })],
      });
    },
    get payment() {
      return createTRPCClient<PaymentRouter>({
        links: [unstable_localLink({ router: paymentRouter, createContext })],
      });
    },
    get location() {
      return createTRPCClient<LocationRouter>({
        links: [unstable_localLink({ router: locationRouter, createContext })],
      });
    },
  };
}

/** Everything a verb needs to know of its caller, with the real clock. */
export function callContext(caller: Caller): CallContext {
  return { ...caller, now: () => new Date(), contexts: contextsFor(caller), connect: contextsFor };
}
