import { request as httpRequest } from "node:http";

/** One browser at a live stream: keeps what it saw, may be cut and come back from where it was. */
export class LiveClient {
  /** The ids of the events seen, in the order in which they came. */
  readonly seen: number[] = [];
  /** How long each took from its commit to this screen. */
  readonly delaysMillis: number[] = [];
  headers: Readonly<Record<string, string | string[] | undefined>> = {};
  /** Why the server ended the stream, if it did. */
  ended: "no" | "by_server" = "no";
  /** The code of a refusal that came in the stream's place. */
  refusal: string | undefined;
  private stop: () => void = () => undefined;

  constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly after: number,
  ) {}

  /** Resolves once the stream is open. */
  connect(): Promise<void> {
    const last = this.seen.at(-1);
    const input = encodeURIComponent(JSON.stringify({ after: this.after }));
    const headers: Record<string, string> = { accept: "text/event-stream", cookie: this.cookie };
    if (last !== undefined) headers["last-event-id"] = String(last);
    return new Promise((opened, failed) => {
      const address = `${this.url}/api/trpc/customer.workOrders.changes?input=${input}`;
      const request = httpRequest(address, { headers, agent: false }, (response) => {
        this.headers = response.headers;
        let rest = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          const blocks = (rest + chunk).split("\n\n");
          rest = blocks.pop() ?? "";
          for (const block of blocks) this.take(block);
        });
        response.on("error", () => undefined);
        response.on("end", () => {
          this.ended = "by_server";
        });
        opened();
      });
      request.on("error", failed);
      this.stop = () => request.destroy();
      request.end();
    });
  }

  /** The wire breaks: nothing is said to the server. */
  drop(): void {
    this.stop();
  }

  private take(block: string): void {
    const id = /^id: (\d+)$/m.exec(block)?.[1];
    if (id !== undefined) {
      this.seen.push(Number(id));
      this.delaysMillis.push(Date.now() - Date.parse(/"at":"([^"]+)"/.exec(block)?.[1] ?? ""));
    }
    if (block.includes("event: serialized-error")) this.refusal = /"code":"(\w+)"/.exec(block)?.[1];
  }
}
