import type { Metadata } from "next";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { methods, readAnswers, stepPath } from "@/components/customer/booking/answers";
import { CentreMapList, type ListedCentre } from "@/components/location/centre-map-list";
import { FindPlace } from "@/components/location/find-place";
import { ClientMessages } from "@/components/shell/client-messages";
import { distance } from "@/components/ui/format";
import { env } from "@/server/platform/env";
import { allCentres, coverageAt } from "../book/lookups";
import type { StepPageProps } from "../book/step-page";
import { centreOptions, nearestCentre } from "../centre-options";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("site.find");
  return { title: t("title") };
}

/** Every centre, or those that serve a place: as a list and a map. */
export default async function FindPage({ searchParams }: StepPageProps) {
  await connection();
  const [t, locale] = await Promise.all([getTranslations("site.find"), getLocale()]);
  const { place } = readAnswers(await searchParams);
  const [centres, coverage] = await Promise.all([allCentres(), coverageAt(place)]);
  const countries = new Set(centres.map((centre) => centre.country)).size;
  const bookPath = (centre: (typeof centres)[number]) =>
    stepPath("device", {
      centre: centre.id,
      place: place ?? { name: centre.city, lat: centre.lat, lng: centre.lng },
    });
  const listed = (centre: (typeof centres)[number], more: Partial<ListedCentre> = {}): ListedCentre => {
    const { id, name, street, postcode, city, lat, lng } = centre;
    const ways = methods.filter((method) => centre.methods.includes(method));
    return { id, name, street, postcode, city, lat, lng, methods: ways, bookPath: bookPath(centre), ...more };
  };
  const options = place ? centreOptions(coverage?.options ?? [], centres) : [];
  const serving = options.flatMap((option) => {
    const centre = centres.find(({ id }) => id === option.id);
    const ways = option.offers.map((offer) => offer.method);
    return centre ? [listed(centre, { distanceMeters: option.distanceMeters, methods: ways })] : [];
  });
  const nearest = place && serving.length === 0 ? nearestCentre(place, centres) : undefined;
  const placeName = place?.name ?? "";
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const byCountry = [...new Set(centres.map((centre) => centre.country))]
    .map((code) => ({
      heading: names.of(code) ?? code,
      centres: centres.filter((centre) => centre.country === code).map((centre) => listed(centre)),
    }))
    .sort((a, b) => a.heading.localeCompare(b.heading, locale));
  const groups = place
    ? serving.length > 0
      ? [{ heading: t("near", { count: serving.length, place: placeName }), centres: serving }]
      : [
          {
            heading: t("none", { place: placeName }),
            centres: nearest ? [listed(nearest, { distanceMeters: nearest.distanceMeters })] : [],
          },
        ]
    : byCountry;
  return (
    <ClientMessages namespaces={["site", "booking"]}>
      <h1 className="text-4xl">{t("title")}</h1>
      <p className="mt-2 mb-6 text-muted">{t("intro", { count: centres.length, countries })}</p>
      <FindPlace place={place ?? null} />
      {nearest ? (
        <p className="mt-4">{t("nearest", { distance: distance(nearest.distanceMeters, locale) })}</p>
      ) : null}
      <CentreMapList groups={groups} place={place ?? null} mapToken={env().mapboxToken ?? null} />
    </ClientMessages>
  );
}
