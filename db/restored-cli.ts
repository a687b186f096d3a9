import { env } from "@/server/platform/env";
import { resetTransactionIds } from "./restored";

const environment = env();
if (environment.embedded) {
  console.log("The embedded database brings its cluster along: nothing to reset.");
} else {
  const counts = await resetTransactionIds(environment.databaseUrl);
  for (const [context, events] of Object.entries(counts))
    console.log(`${context.padEnd(10)} ${events} events`);
  console.log("The logs belong to this cluster now. Start the processes again.");
}
