import { gauge } from "@/server/platform/telemetry";
import { callContext } from "@/server/routers/contexts";

/** How many levels did not add up last night. */
export function measureStock(): void {
  const caller = { clientKey: "worker:stock", correlationId: "worker-stock", locale: "en" };
  const { inventory } = callContext({ ...caller, actor: { kind: "system" } }).contexts;
  gauge(
    "mycomputer_stock_drifted_levels",
    "Levels that did not add up when the nightly check looked",
    async () => {
      const { drifted } = await inventory.stock.drifts.query();
      return [{ value: drifted }];
    },
  );
}
