import type { IncomingMessage } from "node:http";

export const maxBodyBytes = 12 * 1024 * 1024;
const drainMs = 2_000;

/**
 * Calls `refuse` once when the body is announced as, or turns out to be, larger than the limit; answers whether it
 * was announced so. What still comes in after a refusal is thrown away for a moment, so that the caller gets to
 * read the answer, and then the connection is cut.
 */
export function limitBody(request: IncomingMessage, refuse: () => void, limitBytes = maxBodyBytes): boolean {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) {
    refuse();
    request.resume();
    cutLater(request);
    return true;
  }
  if (request.headers["transfer-encoding"] !== undefined) countChunks(request, refuse, limitBytes);
  return false;
}

/** A length that was announced is kept by the parser; a chunked body has to be counted as it comes in. */
function countChunks(request: IncomingMessage, refuse: () => void, limitBytes: number): void {
  const push = request.push.bind(request);
  let received = 0;
  let refused = false;
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    received += chunk?.length ?? 0;
    if (received <= limitBytes) return push(chunk, encoding);
    if (!refused) {
      refused = true;
      refuse();
      cutLater(request);
    }
    return true;
  };
}

function cutLater(request: IncomingMessage): void {
  setTimeout(() => request.socket.destroy(), drainMs).unref();
}
