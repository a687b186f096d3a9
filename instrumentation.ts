/** Runs once when the server starts: checks the environment and starts the worker that lives in this process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startWorker } = await import("@/server/workers/start");
  await startWorker();
}
