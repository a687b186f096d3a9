import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { Follow } from "@/components/customer/tracking/follow";
import { ClientMessages } from "@/components/shell/client-messages";
import { PrintButton } from "@/components/ui/print-button";
import { Link } from "@/i18n/navigation";
import { EstimateBody } from "../../estimate-body";
import { estimatesBehind } from "../../estimates";
import { LinkProblemPage } from "../../link-problem";
import { Section } from "../../section";
import { trackedBy } from "../../tracked";
import { RepairInformation } from "./repair-information";

interface EstimatePageProps {
  params: Promise<{ token: string; version: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tracking.estimate");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "same-origin" };
}

/** One version of an estimate: to read, to answer while it waits, and to print as the repair information form. */
export default async function EstimatePage({ params }: EstimatePageProps) {
  await connection();
  const { token, version: asked } = await params;
  const [t, tTracking, order, versions] = await Promise.all([
    getTranslations("tracking.estimate"),
    getTranslations("tracking"),
    trackedBy(token),
    estimatesBehind(token),
  ]);
  const path = `/track/${token}/estimate/${asked}`;
  if (typeof order === "string") return <LinkProblemPage problem={order} path={path} />;
  if (versions === null) return <LinkProblemPage problem="away" path={path} />;
  const version = versions.find((each) => String(each.version) === asked);
  const newest = versions[0];
  if (version === undefined || newest === undefined) notFound();
  const link = "w-fit py-2 text-signal underline underline-offset-3";
  return (
    <ClientMessages namespaces={["tracking"]}>
      <div className="grid max-w-text gap-8">
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h1 className="text-2xl">{t("title")}</h1>
            <Follow token={token} after={order.feedOffset} status={tTracking(`status.${order.status}`)} />
          </div>
          <p className="text-muted">
            {t("reference")} <span className="font-mono text-ink">{order.reference}</span>,{" "}
            {t("version", { version: version.version })}
          </p>
          {newest.version > version.version ? (
            <Link href={`/track/${token}/estimate/${newest.version}`} className={link}>
              {t("newer", { version: newest.version })}
            </Link>
          ) : null}
        </div>
        <Section id="finding" title={t("form.suggested")}>
          <p dir="auto" className="whitespace-pre-line break-words">
            {version.finding}
          </p>
        </Section>
        <Section id="lines" title={t("form.price")}>
          <EstimateBody token={token} version={version} centre={order.serviceCenter} />
        </Section>
        <RepairInformation order={order} version={version} />
        <div className="flex flex-wrap items-center gap-4" data-print="hide">
          <PrintButton label={t("form.print")} />
          <Link href={`/track/${token}`} className={link}>
            {t("back")}
          </Link>
        </div>
      </div>
    </ClientMessages>
  );
}
