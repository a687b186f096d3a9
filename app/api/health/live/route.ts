import { connection } from "next/server";

/** The process answers. Says nothing about what it depends on: a restart would not mend those. */
export async function GET(): Promise<Response> {
  await connection();
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
