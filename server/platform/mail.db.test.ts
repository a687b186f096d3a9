import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/db/client";
import { mails } from "@/db/schema/platform";
import { freshDatabases } from "@/test-support/database";
import { env } from "./env";
import { keptMails, sendMail, sweepUnsentMails } from "./mail";

freshDatabases();

const shared = globalThis as { mycomputerEnvironment?: unknown };
const mail = { to: "ana@example.eu", locale: "fr", subject: "Votre lien", text: "Bonjour,\nvoici." };
const minutes = (count: number) => new Date(Date.UTC(2026, 10, 2, 9, count));

let server: Server;
let down = true;
const received: string[] = [];
beforeAll(async () => {
  server = createServer((socket) => {
    if (down) return socket.destroy();
    let inData = false;
    let text = "";
    socket.write("220 test ESMTP\r\n");
    socket.on("data", (chunk) => {
      text += chunk.toString("utf8");
      for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (inData && line !== ".") received.push(line);
        else if (inData) {
          inData = false;
          socket.write("250 taken\r\n");
        } else if (line === "DATA") {
          inData = true;
          socket.write("354 go on\r\n");
        } else socket.write(line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      }
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  shared.mycomputerEnvironment = undefined;
  server.close();
});

async function stored() {
  const platform = await database("platform");
  return platform.read((tx) => tx.select().from(mails));
}

test("without a mail server a mail is kept, sealed, and can be shown", async () => {
  await sendMail(mail, minutes(0));
  const [row] = await stored();
  expect(Buffer.from(row?.sealedContent ?? []).toString("latin1")).not.toContain("ana@example.eu");
  expect(await keptMails()).toMatchObject([mail]);
  expect(await sweepUnsentMails(minutes(1))).toBe(0);
});

test("a mail survives a mail server that is away, goes when it is back, and is then forgotten", async () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const smtp = { url: `smtp://127.0.0.1:${port}?ignoreTLS=true`, from: "desk@mycomputer.example" };
  shared.mycomputerEnvironment = { ...env(), smtp };
  expect(await sweepUnsentMails(minutes(2))).toBe(0);
  expect(await stored()).toMatchObject([{ attempts: 1, sentAt: null }]);
  down = false;
  expect(await sweepUnsentMails(minutes(2))).toBe(0); // waits its minute
  expect(await sweepUnsentMails(minutes(5))).toBe(1);
  expect(await stored()).toMatchObject([{ attempts: 2, sealedContent: null, sentAt: minutes(5) }]);
  expect(received.join("\n")).toContain("Subject: Votre lien");
  expect(received.join("\n")).toContain("To: ana@example.eu");
  expect(await sweepUnsentMails(minutes(30))).toBe(0);
});

test("mails are forgotten after a month", async () => {
  await sweepUnsentMails(new Date(Date.UTC(2026, 11, 3)));
  expect(await stored()).toEqual([]);
});
