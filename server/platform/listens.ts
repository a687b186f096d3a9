import { connect } from "node:net";

/** `host:port`; an IPv6 address stands in brackets. */
const address = /^\[?(.+?)\]?:(\d+)$/;

/**
 * Whether somebody takes connections there; rejects otherwise. As much as one may ask, every few seconds, of a server
 * that wants a login.
 */
export function listens(hostAndPort: string, millis: number): Promise<void> {
  const [, host, port] = address.exec(hostAndPort) ?? [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ host, port: Number(port), timeout: millis });
  socket.once("connect", resolve);
  socket.once("error", reject);
  socket.once("timeout", () => reject(new Error(`${hostAndPort} did not answer in time`)));
  return promise.finally(() => socket.destroy());
}
