import { relay } from "@/server/workers/relay";
import { serveVerbs } from "@/test-support/live-portal";

/** One web process of the live soak: the tRPC door and Customer's relay, on the databases of its environment. */
const stop = new AbortController();
relay("customer", stop.signal);
const { url } = await serveVerbs();
process.send?.({ url });
process.once("disconnect", () => process.exit(0));
