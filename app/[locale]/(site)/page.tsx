import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { HomeQuestion } from "@/components/customer/home/home-question";
import { NetworkMap } from "@/components/customer/home/network-map";
import { ClientMessages } from "@/components/shell/client-messages";
import { buttonClass } from "@/components/ui/button";
import { TraceTimeline } from "@/components/ui/trace-timeline";
import { Link } from "@/i18n/navigation";
import { env } from "@/server/platform/env";
import { api } from "@/server/routers/api";
import { NetworkFacts } from "./network-facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site.home");
  return { title: t("title") };
}

const steps = ["book", "give", "look", "repair", "back"] as const;

export default async function HomePage() {
  await connection();
  const [t, tAway, locale, { location }] = await Promise.all([
    getTranslations("site.home"),
    getTranslations("common.away"),
    getLocale(),
    api(),
  ]);
  // Without the network's list the page is still of use: what is missing is said in the map's place.
  const centres = await location.serviceCenters.list.query({}).then(
    (found) => found.serviceCenters,
    () => null,
  );
  return (
    <ClientMessages namespaces={["site", "booking"]}>
      <section className="grid items-start gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div>
          <h1 className="text-[clamp(2.6rem,1.4rem+5.6vw,5.2rem)] leading-[0.95] tracking-tight">
            {t("question")}
          </h1>
          <p className="mt-5 max-w-[46ch] text-lg text-muted">{t("intro")}</p>
        </div>
        <HomeQuestion />
      </section>
      {centres === null ? (
        <p className="mt-12 max-w-text border-attention border-l-3 pl-4">{tAway("without.location")}</p>
      ) : null}
      {centres && centres.length > 0 ? (
        <section aria-labelledby="network" className="mt-16">
          <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6">
            <h2 id="network" className="text-2xl">
              {t("mapTitle")}
            </h2>
            <Link href="/find" className={buttonClass({ look: "quiet" })}>
              {t("list")}
            </Link>
          </div>
          <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
            <NetworkMap
              label={t("map")}
              token={env().mapboxToken ?? null}
              centres={centres.map(({ id, name, lat, lng }) => ({ id, name, lat, lng }))}
            />
            <NetworkFacts centres={centres} locale={locale} />
          </div>
        </section>
      ) : null}
      <section aria-labelledby="how" className="mt-16 max-w-text">
        <h2 id="how" className="mb-6 text-2xl">
          {t("how")}
        </h2>
        <TraceTimeline
          label={t("how")}
          items={steps.map((step, index) => ({
            id: step,
            state: index === 0 ? "current" : "rest",
            title: t(`steps.${step}.title`),
            text: t(`steps.${step}.text`),
          }))}
        />
      </section>
    </ClientMessages>
  );
}
