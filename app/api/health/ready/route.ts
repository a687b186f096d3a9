import { connection } from "next/server";
import { readiness } from "@/server/platform/readiness";

/** Whether requests can be served, with each dependency's state; 503 takes the instance out of the balancer. */
export async function GET(): Promise<Response> {
  await connection();
  const state = await readiness();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
