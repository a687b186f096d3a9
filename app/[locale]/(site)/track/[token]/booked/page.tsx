import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { mostText } from "@/components/customer/booking/price-text";
import { ClientMessages } from "@/components/shell/client-messages";
import { buttonClass } from "@/components/ui/button";
import { day, dayAndTime } from "@/components/ui/format";
import { Qr } from "@/components/ui/qr";
import { TraceTimeline } from "@/components/ui/trace-timeline";
import { getPathname, Link } from "@/i18n/navigation";
import { env } from "@/server/platform/env";
import { Deposit } from "../deposit";
import { Documents } from "../documents";
import { LinkProblemPage } from "../link-problem";
import { Section } from "../section";
import { trackedBy } from "../tracked";
import { TrackingTicket } from "../tracking-ticket";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tracking.booked");
  return { title: t("title"), robots: { index: false, follow: false }, referrer: "same-origin" };
}

/** The confirmation: the ticket to keep, what to bring, what to do before and what happens next. */
export default async function BookedPage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const { token } = await params;
  const [t, locale, order] = await Promise.all([
    getTranslations("tracking.booked"),
    getLocale(),
    trackedBy(token),
  ]);
  const path = `/track/${token}`;
  if (typeof order === "string") return <LinkProblemPage problem={order} path={`${path}/booked`} />;
  const { serviceCenter: centre, method, estimate } = order;
  const trackingUrl = env().publicUrl + getPathname({ href: path, locale });
  return (
    <ClientMessages>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,28rem)] lg:grid-rows-[auto_1fr]">
        <div>
          <h1 className="text-[clamp(2rem,1.4rem+2.6vw,3.2rem)]">{t("heading")}</h1>
          <p className="mt-3 max-w-text text-lg text-muted">{t("sent")}</p>
        </div>
        <div className="grid gap-4 lg:sticky lg:top-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <TrackingTicket
            order={order}
            promise="slot"
            qr={<Qr text={trackingUrl} label={t("qr")} className="size-28 print:size-36" />}
          />
          <p className="text-muted text-sm">
            {t("reference")}{" "}
            {order.allowedActions.includes("cancel")
              ? t("cancel", { until: dayAndTime(order.changeableUntil, centre.timeZone, locale) })
              : null}
          </p>
          <Link href={path} className={buttonClass({ wide: true })} data-print="hide">
            {t("follow")}
          </Link>
          <p className="break-all font-mono text-sm">{trackingUrl}</p>
          <Documents token={token} locale={locale} calendar />
        </div>
        <div className="grid gap-8">
          <Deposit order={order} token={token} />
          <Section id="bring" title={t("bring.title")}>
            <p>
              {t(`bring.${method}`, {
                address: `${centre.name}, ${centre.street}, ${centre.postcode} ${centre.city}`,
              })}
            </p>
            <p className="mt-1 text-muted">{t("bring.proof")}</p>
          </Section>
          <Section id="backup" title={t("backup.title")}>
            <p>{t("backup.text")}</p>
          </Section>
          <Section id="next" title={t("next.title")}>
            <TraceTimeline
              label={t("next.title")}
              items={[
                { id: "received", state: "rest", title: t("next.received") },
                {
                  id: "diagnosed",
                  state: "rest",
                  title: t("next.diagnosed", { price: mostText(estimate, locale) }),
                },
                {
                  id: "ready",
                  state: "rest",
                  title: t("next.ready", { promise: day(order.promisedBy, centre.timeZone, locale) }),
                },
              ]}
            />
          </Section>
        </div>
      </div>
    </ClientMessages>
  );
}
