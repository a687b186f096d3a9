import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkForm } from "@/components/auth/link-form";
import { SideLink, SignInFrame } from "@/components/auth/sign-in-frame";
import { ClientMessages } from "@/components/shell/client-messages";
import { currentPerson } from "@/server/platform/auth/pages";
import { safeReturnPath } from "@/server/platform/auth/return-path";
import { env } from "@/server/platform/env";

interface PageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export async function generateMetadata() {
  const t = await getTranslations("account.link");
  return { title: t("title"), robots: { index: false } };
}

export default async function SignInPage({ searchParams }: PageProps) {
  const [{ next }, t, locale, person] = await Promise.all([
    searchParams,
    getTranslations("account"),
    getLocale(),
    currentPerson(),
  ]);
  const returnTo = safeReturnPath(next);
  if (person?.kind === "customer") redirect(returnTo ?? "/account");
  const { mode, smtp } = env();
  const keepsMails = mode === "demo" && smtp === undefined;
  return (
    <SignInFrame
      title={t("link.title")}
      text={t("link.text")}
      other={<SideLink href={`/${locale}/sign-in/staff`}>{t("link.toStaff")}</SideLink>}
    >
      <ClientMessages namespaces={["account"]}>
        <LinkForm locale={locale} next={returnTo} mailPage={keepsMails ? "/demo/mail" : undefined} />
      </ClientMessages>
    </SignInFrame>
  );
}
