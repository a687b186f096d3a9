import { callerOf } from "@/server/platform/auth/caller";
import { handleRest } from "@/server/rest/handle";

async function handle(
  request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  const { path } = await params;
  return handleRest(request, `/${path.map(encodeURIComponent).join("/")}`, await callerOf(request.headers));
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
