import type { Transporter } from "nodemailer";
import type { Environment } from "./env";
import type { Mail } from "./mail";

const shared = globalThis as { mycomputerSmtp?: Promise<Transporter> };

/** Hands a mail to the mail server; throws if it doesn't take it. */
export async function deliver(smtp: NonNullable<Environment["smtp"]>, mail: Mail): Promise<void> {
  shared.mycomputerSmtp ??= connect(smtp.url);
  const transporter = await shared.mycomputerSmtp;
  const { to, subject, text, html, locale, attachments } = mail;
  const headers = { "content-language": locale, "auto-submitted": "auto-generated" };
  await transporter.sendMail({
    from: smtp.from,
    to: { name: "", address: to },
    subject,
    text,
    html,
    attachments,
    headers,
  });
}

async function connect(url: string): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  return createTransport({ url, pool: true, connectionTimeout: 10_000, socketTimeout: 20_000 });
}
