/**
 * Gives a public answer the digest of its bytes as its ETag, and leaves the bytes out when the caller has them. What
 * is private passes as it is. Runs at the edge too.
 */
export async function revalidated(request: Request, answer: Response): Promise<Response> {
  const { headers, status } = answer;
  if (status !== 200 || !headers.get("cache-control")?.startsWith("public")) return answer;
  const body = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const etag = `W/"${btoa(String.fromCharCode(...digest.subarray(0, 12)))}"`;
  headers.set("etag", etag);
  if (!isKnown(request.headers.get("if-none-match"), etag)) return new Response(body, { status, headers });
  headers.delete("content-type");
  headers.delete("content-length");
  return new Response(null, { status: 304, headers });
}

function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  const bare = etag.slice(2);
  return (ifNoneMatch ?? "").split(",").some((given) => given.trim().replace(/^W\//, "") === bare);
}
