import { handleAuth } from "@/server/platform/auth";

async function handle(
  request: Request,
  { params }: { params: Promise<{ action: string[] }> },
): Promise<Response> {
  const { action } = await params;
  return handleAuth(request, action.join("/"));
}

export { handle as GET, handle as POST };
