import type { Transporter } from "nodemailer";
import type { Environment } from "./env";
import type { Mail } from "./mail";
import { throughPolicy } from "./resilience";

const shared = globalThis as { mycomputerSmtp?: Promise<Transporter> };

/** Hands a mail to the mail server; throws if it doesn't take it. */
export async function deliver(smtp: NonNullable<Environment["smtp"]>, mail: Mail): Promise<void> {
  shared.mycomputerSmtp ??= connect(smtp.url);
  const transporter = await shared.mycomputerSmtp;
  const { to, subject, text, html, locale, attachments } = mail;
  const headers = { "content-language": locale, "auto-submitted": "auto-generated" };
  const message = {
    from: smtp.from,
    to: { name: "", address: to },
    subject,
    text,
    html,
    attachments,
    headers,
  };
  const refusal = await throughPolicy("smtp", { idempotent: false }, () =>
    transporter.sendMail(message).then(() => undefined, refusalOrThrow),
  );
  if (refusal !== undefined) throw refusal;
}

/** A server that refuses this mail (5xx of RFC 5321, 4.2.1) is there; whatever else goes wrong means it is away. */
function refusalOrThrow(error: Error & { responseCode?: number }): Error {
  if ((error.responseCode ?? 0) >= 500) return error;
  throw error;
}

async function connect(url: string): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  return createTransport({ url, pool: true, connectionTimeout: 10_000, socketTimeout: 20_000 });
}
