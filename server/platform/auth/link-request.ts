import { z } from "zod";
import { type AppLocale, locales } from "@/i18n/locales";
import { emailKey, looksLikeEmail } from "@/server/kernel/email";
import { DomainError } from "@/server/kernel/errors";
import { env } from "@/server/platform/env";
import { sendMail } from "@/server/platform/mail";
import { isFromAnotherSite } from "@/server/platform/origin";
import { takeFromLimit } from "@/server/platform/rate-limit";
import { translator } from "@/server/platform/translate";
import { clientKeyOf } from "./client-key";
import { createSignInLink, linkMinutes } from "./customer-links";
import { safeReturnPath } from "./return-path";

const body = z.object({
  email: z.string().max(254).refine(looksLikeEmail),
  locale: z.enum(locales),
  next: z.string().optional(),
});

/** `POST {email, locale, next?}` → 202, whoever asks: the answer is the same with and without an account. */
export async function handleLinkRequest(request: Request): Promise<Response> {
  if (isFromAnotherSite(request.headers)) return answer(403, { code: "not_allowed" });
  const parsed = body.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return answer(400, { code: "invalid_input" });
  const { email, locale, next } = parsed.data;
  try {
    const clientKey = clientKeyOf(request.headers.get("x-forwarded-for"), env().trustedProxyHops);
    await takeFromLimit("linkClient", clientKey);
    await takeFromLimit("link", emailKey(email));
    await sendLink(email, locale, safeReturnPath(next));
    return answer(202, {});
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return answer(429, { code: error.code, ...error.details });
  }
}

async function sendLink(email: string, locale: AppLocale, returnTo: string | undefined): Promise<void> {
  const token = await createSignInLink({ email, locale, returnTo, now: new Date() });
  const link = `${env().publicUrl}/${locale}/sign-in/link/${token}`;
  const t = translator(locale, "account");
  await sendMail({
    to: email.trim(),
    locale,
    subject: t("linkMail.subject"),
    text: t("linkMail.text", { link, minutes: linkMinutes }),
  });
}

function answer(status: number, content: object): Response {
  return Response.json(content, { status, headers: { "cache-control": "private, no-store" } });
}
