import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { SideLink, SignInFrame } from "@/components/auth/sign-in-frame";
import { StaffForm } from "@/components/auth/staff-form";
import { ClientMessages } from "@/components/shell/client-messages";
import { type DemoAccount, demoAccounts } from "@/server/platform/auth/demo-accounts";
import { currentPerson } from "@/server/platform/auth/pages";
import { safeReturnPath } from "@/server/platform/auth/return-path";
import { env } from "@/server/platform/env";

interface PageProps {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[]; switch?: string }>;
}

export async function generateMetadata() {
  const t = await getTranslations("account.staff");
  return { title: t("title"), robots: { index: false } };
}

export default async function StaffSignInPage({ searchParams }: PageProps) {
  const [{ next, error, switch: asAnother }, t, roles, locale, person] = await Promise.all([
    searchParams,
    getTranslations("account.staff"),
    getTranslations("account.roles"),
    getLocale(),
    currentPerson(),
  ]);
  const returnTo = safeReturnPath(next) ?? "/work";
  if (person?.kind === "staff" && asAnother === undefined) redirect(returnTo);
  const work = (account: DemoAccount) => account.roles.map((role) => roles(role)).join(" · ");
  const accounts = (await demoAccounts()).map((account) => ({
    email: account.email,
    password: account.password,
    name: account.name,
    work: work(account),
  }));
  // A provider's refusal comes back as a redirect; next-auth names it in `error`.
  const refusal = error === undefined ? undefined : { code: refusalCode(error) };
  return (
    <SignInFrame
      title={t("title")}
      text={t("text")}
      other={<SideLink href={`/${locale}/sign-in`}>{t("toCustomers")}</SideLink>}
    >
      <ClientMessages namespaces={["account"]}>
        <StaffForm
          next={returnTo}
          oidc={env().oidc !== undefined}
          demoAccounts={accounts}
          refusal={refusal}
        />
      </ClientMessages>
    </SignInFrame>
  );
}

function refusalCode(error: string | string[]): string {
  return error === "AccessDenied" ? "not_allowed" : "unavailable";
}
