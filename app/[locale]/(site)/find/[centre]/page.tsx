import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { methods, stepPath } from "@/components/customer/booking/answers";
import { CentreMap } from "@/components/location/centre-map";
import { ClientMessages } from "@/components/shell/client-messages";
import { buttonClass } from "@/components/ui/button";
import { zoneName } from "@/components/ui/format";
import { TicketRows } from "@/components/ui/ticket";
import { Link } from "@/i18n/navigation";
import { env } from "@/server/platform/env";
import { centreById } from "../../book/lookups";
import { OpeningHours } from "./opening-hours";

interface CentrePageProps {
  params: Promise<{ centre: string }>;
}

export async function generateMetadata({ params }: CentrePageProps): Promise<Metadata> {
  await connection();
  const centre = await centreById((await params).centre);
  return { title: centre?.name };
}

export default async function CentrePage({ params }: CentrePageProps) {
  await connection();
  const [t, tMethods, locale] = await Promise.all([
    getTranslations("site.centre"),
    getTranslations("booking.methods"),
    getLocale(),
  ]);
  const centre = await centreById((await params).centre);
  if (centre === undefined) notFound();
  const { id, name, street, postcode, city, country, lat, lng, timeZone, phone, email } = centre;
  const ways = methods.filter((method) => centre.methods.includes(method));
  const book = stepPath("device", { centre: id, place: { name: city, lat, lng } });
  const countryName = new Intl.DisplayNames([locale], { type: "region" }).of(country) ?? country;
  const link = "text-ink underline underline-offset-3";
  return (
    <ClientMessages>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
        <div className="grid gap-8">
          <h1 className="text-4xl">{name}</h1>
          <TicketRows
            rows={[
              { label: t("address"), value: `${street}, ${postcode} ${city}, ${countryName}` },
              {
                label: t("phone"),
                value: (
                  <a href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`} className={link}>
                    {phone}
                  </a>
                ),
              },
              {
                label: t("email"),
                value: (
                  <a href={`mailto:${email}`} className={link}>
                    {email}
                  </a>
                ),
              },
              { label: t("ways"), value: ways.map((method) => tMethods(`${method}.short`)).join(", ") },
            ]}
          />
          <div className="flex flex-wrap gap-3">
            <Link href={book} className={buttonClass()}>
              {t("book")}
            </Link>
            <Link href="/find" className={buttonClass({ look: "quiet" })}>
              {t("all")}
            </Link>
          </div>
          <section aria-labelledby="hours">
            <h2 id="hours" className="mb-2 text-xl">
              {t("hours")}
            </h2>
            <OpeningHours hours={centre.openingHours} closed={t("closed")} locale={locale} />
            <p className="mt-2 text-muted text-sm">{t("zone", { city, zone: zoneName(timeZone, locale) })}</p>
          </section>
        </div>
        <CentreMap
          label={t("map", { centre: name })}
          token={env().mapboxToken ?? null}
          centre={{ id, name, lat, lng }}
        />
      </div>
    </ClientMessages>
  );
}
