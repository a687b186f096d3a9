/** Runs once when the server starts: starts telemetry and the worker that lives in this process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startTelemetry } = await import("@/server/platform/telemetry");
  await startTelemetry();
  const { stopOnDemoAccounts } = await import("@/server/workers/demo-guard");
  // A database that is away is no reason not to start: the worker waits for it, and asks again.
  await stopOnDemoAccounts().catch(() => {});
  const { startWorker } = await import("@/server/workers/start");
  await startWorker();
}
