import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { PayInSandbox } from "@/components/payment/pay-in-sandbox";
import { problemOf } from "@/components/trpc/problem";
import { money } from "@/components/ui/format";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { env } from "@/server/platform/env";
import { api } from "@/server/routers/api";

export async function generateMetadata() {
  const t = await getTranslations("account.demoPay");
  return { title: t("title"), robots: { index: false } };
}

/** The page of a provider that takes no money. In production there is no such page. */
export default async function DemoPayPage({ params }: { params: Promise<{ depositId: string }> }) {
  await connection();
  if (env().mode !== "demo") notFound();
  const { depositId } = await params;
  const [t, locale, found] = await Promise.all([
    getTranslations("account.demoPay"),
    getLocale(),
    checkout(depositId),
  ]);
  if ("code" in found && (found.code === "not_found" || found.code === "invalid_input")) notFound();
  return (
    <main id="main" className="mx-auto w-full max-w-text px-4 py-8">
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-2 text-muted">{t("text")}</p>
      {"code" in found ? (
        <ProblemNotice {...found} />
      ) : (
        <>
          <p className="mt-6 font-[680] font-display text-[clamp(2.4rem,1.6rem+4vw,4rem)] leading-none tracking-tight">
            {money(found, locale)}
          </p>
          {found.status === "requested" ? (
            <PayInSandbox
              depositId={depositId}
              words={{ pay: t("pay", { amount: money(found, locale) }), paid: t("paid"), back: t("back") }}
            />
          ) : (
            <p className="mt-6 border-attention border-l-3 pl-4">{t(`over.${found.status}`)}</p>
          )}
        </>
      )}
    </main>
  );
}

async function checkout(depositId: string) {
  try {
    const { payment } = await api();
    return await payment.sandbox.checkout.query({ depositId });
  } catch (error) {
    return problemOf(error);
  }
}
