import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { CancelBooking } from "@/components/customer/tracking/cancel-booking";
import { Follow } from "@/components/customer/tracking/follow";
import { ClientMessages } from "@/components/shell/client-messages";
import { dayAndTime, money } from "@/components/ui/format";
import { Deposit } from "./deposit";
import { Documents } from "./documents";
import { EstimateSection } from "./estimate-section";
import { LinkProblemPage } from "./link-problem";
import { Messages } from "./messages";
import { Needed } from "./needed";
import { Part } from "./part";
import { Section } from "./section";
import { Story } from "./story";
import { type Tracked, trackedBy } from "./tracked";
import { TrackingTicket } from "./tracking-ticket";

interface TrackPageProps {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: TrackPageProps): Promise<Metadata> {
  await connection();
  const [t, order] = await Promise.all([getTranslations("tracking"), trackedBy((await params).token)]);
  const title = typeof order === "string" ? t("title") : `${t(`short.${order.status}`)}: ${order.reference}`;
  // The address is the key: no other site is told it, no search engine keeps it.
  return { title, robots: { index: false, follow: false }, referrer: "same-origin" };
}

/** A repair as its owner follows it: the promise, what happened, what is needed, a word to the centre. */
export default async function TrackPage({ params }: TrackPageProps) {
  await connection();
  const { token } = await params;
  const [t, locale, order] = await Promise.all([getTranslations("tracking"), getLocale(), trackedBy(token)]);
  if (typeof order === "string") return <LinkProblemPage problem={order} path={`/track/${token}`} />;
  const { serviceCenter: centre, slot } = order;
  const when = dayAndTime(slot.start, centre.timeZone, locale);
  const cancellable = order.allowedActions.includes("cancel");
  return (
    <ClientMessages namespaces={["tracking"]}>
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="grid gap-4 lg:sticky lg:top-6 lg:order-last">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h1 className="text-2xl">{t("title")}</h1>
            <Follow token={token} after={order.feedOffset} status={t(`status.${order.status}`)} />
          </div>
          <TrackingTicket order={order} promise="ready" />
          <Documents token={token} locale={locale} calendar={order.status === "booked"} />
        </div>
        <div className="grid gap-10">
          <Needed order={order} when={when} />
          <EstimateSection order={order} token={token} />
          <Deposit order={order} token={token} />
          <Part order={order} />
          <Story order={order} />
          <Messages order={order} token={token} />
          {order.status === "booked" ? (
            <Section id="cancel" title={t("cancel.title")}>
              {cancellable ? (
                <CancelBooking
                  token={token}
                  when={when}
                  until={dayAndTime(order.changeableUntil, centre.timeZone, locale)}
                  deposit={depositIfCancelled(order, t, locale)}
                />
              ) : (
                <p>{t("cancel.late", { phone: centre.phone })}</p>
              )}
            </Section>
          ) : null}
        </div>
      </div>
    </ClientMessages>
  );
}

/** What a cancellation does with the deposit, said before it is done. */
function depositIfCancelled(
  { deposit }: Tracked,
  t: Awaited<ReturnType<typeof getTranslations>>,
  locale: string,
): string | undefined {
  if (deposit === undefined || deposit.ifCancelled === "nothing") return undefined;
  return t(`cancel.deposit.${deposit.ifCancelled}`, { amount: money(deposit.amount, locale) });
}
