"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { distance, money } from "@/components/ui/format";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { Coverage } from "./facts";
import { pointOf, type View } from "./view";

interface Spot {
  key: string;
  name: string;
  detail: string;
  lat: number;
  lng: number;
}

interface LookupBoxProps {
  at: View["at"];
  onAsk: (at: View["at"]) => void;
  onCentre: (serviceCenterId: string) => void;
}

/** What a customer at a place would be offered now: the way to see a new border answer. */
export function LookupBox({ at, onAsk, onCentre }: LookupBoxProps) {
  const t = useTranslations("manage.lookup");
  const locale = useLocale();
  const verbs = useTRPCClient();
  const [chosen, setChosen] = useState<Spot | null>(null);
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const spot = chosen && at && chosen.lat === at.lat && chosen.lng === at.lng ? chosen : null;

  async function search(query: string, signal: AbortSignal): Promise<Spot[]> {
    const point = pointOf(query);
    if (point) return [{ key: "point", name: t("point", point), detail: t("coordinates"), ...point }];
    const { places } = await verbs.location.places.search.query({ q: query.slice(0, 120) }, { signal });
    return places.map(({ id, name, region, country, postcode, lat, lng }) => ({
      key: id,
      name: [postcode, name].filter(Boolean).join(" "),
      detail: [region, names.of(country)].filter((part) => part && part !== name).join(", "),
      lat,
      lng,
    }));
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor="lookup" className="sr-only">
        {t("label")}
      </label>
      <Combobox
        control={{ id: "lookup" }}
        placeholder={t("label")}
        value={spot}
        onChange={(next) => {
          setChosen(next);
          onAsk(next && { lat: next.lat, lng: next.lng });
        }}
        search={search}
        itemKey={({ key }) => key}
        itemLabel={({ name }) => name}
        renderItem={({ name, detail }) => (
          <span className="grid">
            {name}
            <span className="text-muted text-sm">{detail}</span>
          </span>
        )}
      />
      {at ? (
        <Answer at={at} name={spot?.name ?? t("point", at)} onClose={() => onAsk(null)} onCentre={onCentre} />
      ) : null}
    </div>
  );
}

interface AnswerProps {
  at: NonNullable<View["at"]>;
  name: string;
  onClose: () => void;
  onCentre: (serviceCenterId: string) => void;
}

function Answer({ at, name, onClose, onCentre }: AnswerProps) {
  const t = useTranslations("manage");
  const trpc = useTRPC();
  const coverage = useQuery(trpc.location.coverage.lookup.queryOptions(at, { staleTime: 0 }));
  return (
    <section
      aria-live="polite"
      aria-busy={coverage.isFetching}
      className="max-h-[34dvh] overflow-y-auto rounded-control border border-edge bg-raised shadow-float"
    >
      <div className="flex items-center gap-2 pl-3">
        <p className="min-w-0 flex-1 py-1 font-semibold leading-snug">
          {coverage.data?.covered === false ? (
            <>
              {t("lookup.nobody")} {coverage.data.hint ? t(`lookup.hint.${coverage.data.hint}`) : null}
            </>
          ) : (
            t("lookup.results", { count: coverage.data?.options.length ?? 0, place: name })
          )}
        </p>
        <Button
          look="quiet"
          square
          aria-label={t("lookup.close")}
          onClick={onClose}
          icon={<X aria-hidden="true" strokeWidth={1.75} className="size-4" />}
        />
      </div>
      {coverage.isPending ? (
        <div className="px-3">
          <Skeleton lines={2} />
        </div>
      ) : null}
      {coverage.isError ? (
        <ProblemNotice {...problemOf(coverage.error)} onRetry={() => coverage.refetch()} />
      ) : null}
      {coverage.data ? <Options options={coverage.data.options} onCentre={onCentre} /> : null}
    </section>
  );
}

interface OptionsProps {
  options: Coverage["options"];
  onCentre: (serviceCenterId: string) => void;
}

function Options({ options, onCentre }: OptionsProps) {
  const t = useTranslations("manage");
  const locale = useLocale();
  return (
    <ul>
      {options.map(({ serviceCenterId, name, method, distanceMeters, fee }) => (
        <li key={`${serviceCenterId} ${method}`} className="border-line border-t px-3 py-1 leading-snug">
          <button
            type="button"
            onClick={() => onCentre(serviceCenterId)}
            className="min-h-6 text-left underline-offset-4 hover:underline"
          >
            {name}
          </button>
          <p className="flex gap-x-3 text-muted text-sm">
            <span className="flex-1">{t(`methods.${method}`)}</span>
            <span>{distance(distanceMeters, locale)}</span>
            <span className="min-w-16 text-right text-ink">
              {fee.amountMinor === 0 ? t("lookup.free") : money(fee, locale)}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
