import type { LocalLinkOptions } from "@trpc/client";
import { createTRPCClient, type TRPCClient, type TRPCLink, unstable_localLink } from "@trpc/client";
import type { AnyRouter } from "@trpc/server";
import type { ContextName } from "@/server/kernel/context-name";
import type { CallContext, Caller } from "@/server/platform/call";
import { env } from "@/server/platform/env";
import { localDoor } from "@/server/platform/services/local-door";
import { remoteLink } from "@/server/platform/services/remote-link";
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

/** The routers of the contexts as they are, for a door that serves one alone. */
export const contextRouters: Record<ContextName, AnyRouter> = {
  inventory: inventoryRouter,
  customer: customerRouter,
  payment: paymentRouter,
  location: locationRouter,
};

/** What stands between a caller and a front door: nothing by default. */
export type DoorLink = TRPCLink<AnyRouter>;

/** Opens the front doors to a caller. Clients are made when first asked for. */
export function contextsFor(caller: Caller, ...before: DoorLink[]): Contexts {
  function client<Router extends AnyRouter>(context: ContextName, router: Router): TRPCClient<Router> {
    // A door link reads no input and no output, so it fits every router.
    const links = before as unknown as TRPCLink<Router>[];
    if (env().contextUrl(context) !== undefined) {
      const remote = remoteLink(context, caller) as unknown as TRPCLink<Router>;
      return createTRPCClient<Router>({ links: [...links, remote] });
    }
    // All four routers have CallContext; the compiler can't see that through the type parameter.
    const local = { router, createContext: async () => callContext(caller) } as LocalLinkOptions<Router>;
    const withLink = () => createTRPCClient<Router>({ links: [...links, unstable_localLink(local)] });
    return links.length > 0 ? withLink() : localDoor(router, () => callContext(caller), withLink);
  }
  return {
    get inventory() {
      return client<InventoryRouter>("inventory", inventoryRouter);
    },
    get customer() {
      return client<CustomerRouter>("customer", customerRouter);
    },
    get payment() {
      return client<PaymentRouter>("payment", paymentRouter);
    },
    get location() {
      return client<LocationRouter>("location", locationRouter);
    },
  };
}

/** Everything a verb needs to know of its caller, with the real clock. */
export function callContext(caller: Caller): CallContext {
  return {
    ...caller,
    now: () => new Date(),
    contexts: contextsFor(caller),
    connect: (other) => contextsFor(other),
  };
}
