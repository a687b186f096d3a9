import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { SignInFrame } from "@/components/auth/sign-in-frame";
import { SpendLink } from "@/components/auth/spend-link";
import { ClientMessages } from "@/components/shell/client-messages";
import { buttonClass } from "@/components/ui/button";
import { lookAtSignInLink } from "@/server/platform/auth/customer-links";
import { safeReturnPath } from "@/server/platform/auth/return-path";

interface PageProps {
  params: Promise<{ token: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.link.open");
  return { title: t("title"), robots: { index: false }, referrer: "no-referrer" };
}

export default async function SignInLinkPage({ params }: PageProps) {
  await connection();
  const [{ token }, t, errors, locale] = await Promise.all([
    params,
    getTranslations("account.link.open"),
    getTranslations("errors"),
    getLocale(),
  ]);
  const { state, returnTo } = await lookAtSignInLink(token, new Date());
  if (state !== "usable") {
    return (
      <SignInFrame title={t(`${state}Title`)} text={errors(`link_${state}`)}>
        <a href={`/${locale}/sign-in`} className={buttonClass({ wide: true })}>
          {t("askAgain")}
        </a>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={t("title")} text={t("text")}>
      <ClientMessages namespaces={["account"]}>
        <SpendLink token={token} next={safeReturnPath(returnTo) ?? "/account"} />
      </ClientMessages>
    </SignInFrame>
  );
}
