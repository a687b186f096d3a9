import { callerOf } from "@/server/platform/auth/caller";
import { problem } from "@/server/rest/problem";
import { callContext } from "@/server/routers/contexts";

/** What providers tell us. The signature is the proof, over the body exactly as it came. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ provider: string }> },
): Promise<Response> {
  const caller = await callerOf(request.headers);
  const { provider } = await params;
  const signature = request.headers.get("webhook-signature") ?? request.headers.get("stripe-signature") ?? "";
  try {
    const { contexts } = callContext({ ...caller, actor: { kind: "guest" }, idempotencyKey: undefined });
    const body = await request.text();
    return Response.json(await contexts.payment.webhooks.receive.mutate({ provider, signature, body }));
  } catch (error) {
    return problem(error, caller.correlationId, caller.locale);
  }
}
