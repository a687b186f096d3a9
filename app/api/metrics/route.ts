import { connection } from "next/server";
import { metricsDoor } from "@/server/platform/telemetry/metrics-door";

/** This process's metrics in Prometheus' text format. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  return metricsDoor(request.headers);
}
