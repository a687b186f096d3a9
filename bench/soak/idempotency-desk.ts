import type { bookingOn } from "@/test-support/bookings";
import { guest } from "@/test-support/bookings";

/** A portal of the idempotency soak: books what it is told under the key it is told, until somebody kills it. */
process.on("message", ({ key, input }: { key: string; input: ReturnType<typeof bookingOn> }) => {
  guest(key)
    .contexts.customer.bookings.book.mutate(input)
    .then(() => process.send?.("done"))
    .catch(() => process.send?.("refused"));
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
