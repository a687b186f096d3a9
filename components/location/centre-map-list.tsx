"use client";

import { MapPin } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { FoldedMap } from "@/components/location/folded-map";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { distance } from "@/components/ui/format";
import { Link } from "@/i18n/navigation";

export interface ListedCentre {
  id: string;
  name: string;
  street: string;
  postcode: string;
  city: string;
  lat: number;
  lng: number;
  distanceMeters?: number;
  methods: readonly string[];
  /** Where booking here begins. */
  bookPath: string;
}

interface CentreMapListProps {
  /** Lists with a heading each: one for what serves the place, or one a country. */
  groups: { heading: string; centres: ListedCentre[] }[];
  place: { name: string; lat: number; lng: number } | null;
  mapToken: string | null;
}

/** Centres on a map and in a list that are one: what is chosen in either stands out in both. */
export function CentreMapList({ groups, place, mapToken }: CentreMapListProps) {
  const t = useTranslations("site.find");
  const list = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const centres = groups.flatMap((group) => group.centres);

  function selectOnMap(id: string) {
    setSelected(id);
    const item = list.current?.querySelector<HTMLElement>(`[data-centre="${CSS.escape(id)}"]`);
    item?.scrollIntoView({ block: "center" });
    item?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  }

  return (
    <div className="mt-6 grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
      <div className="lg:sticky lg:top-6 lg:order-last">
        <FoldedMap
          tall
          label={t("map")}
          token={mapToken}
          centres={centres.map(({ id, name, lat, lng }) => ({ id, name, lat, lng }))}
          selectedId={selected}
          onSelect={selectOnMap}
          place={place}
          fit={place ? [place, ...centres.slice(0, 4)] : undefined}
          areas={place ? { method: "drop_off", centreId: selected } : undefined}
        />
      </div>
      <div ref={list} className="grid gap-8">
        {groups.map((group) => (
          <section key={group.heading}>
            <h2 className="mb-2 text-xl">{group.heading}</h2>
            <ul className="border-edge border-t">
              {group.centres.map((centre) => (
                <CentreItem
                  key={centre.id}
                  centre={centre}
                  selected={centre.id === selected}
                  onPoint={() => setSelected(centre.id)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

interface CentreItemProps {
  centre: ListedCentre;
  selected: boolean;
  onPoint: () => void;
}

function CentreItem({ centre, selected, onPoint }: CentreItemProps) {
  const t = useTranslations("site.find");
  const tMethods = useTranslations("booking.methods");
  const locale = useLocale();
  return (
    <li
      data-centre={centre.id}
      onMouseEnter={onPoint}
      onFocus={onPoint}
      className={cx(
        "border-line border-b px-3 py-3",
        selected && "bg-signal-wash shadow-[inset_3px_0_0_var(--signal)]",
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Link href={`/find/${centre.id}`} className="font-semibold text-ink underline underline-offset-4">
          {centre.name}
        </Link>
        {centre.distanceMeters === undefined ? null : (
          <span className="font-mono text-muted text-sm">{distance(centre.distanceMeters, locale)}</span>
        )}
      </div>
      <p className="flex items-center gap-1.5 text-muted text-sm">
        <MapPin aria-hidden="true" strokeWidth={1.75} className="size-4 shrink-0" />
        {centre.street}, {centre.postcode} {centre.city}
      </p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4">
        <p className="text-sm">
          {centre.methods
            .map((method) => (tMethods.has(`${method}.short`) ? tMethods(`${method}.short`) : method))
            .join(" · ")}
        </p>
        <Link href={centre.bookPath} className={buttonClass({ look: "quiet" })}>
          {t("book")}
          <span className="sr-only">: {centre.name}</span>
        </Link>
      </div>
    </li>
  );
}
