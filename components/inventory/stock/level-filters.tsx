"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { filters } from "./address";
import type { Place } from "./types";
import { useAddress } from "./use-address";

const typingPauseMillis = 200;

interface LevelFiltersProps {
  places: Place[];
  place: Place;
  onPlace: (id: string) => void;
}

/** Search, filter and centre; all of it stands in the address. */
export function LevelFilters({ places, place, onPlace }: LevelFiltersProps) {
  const t = useTranslations("stock");
  const { address, go } = useAddress();
  return (
    <search className="grid gap-2 border-edge border-b bg-sunken p-2.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
      <SearchBox />
      <Select
        aria-label={t("show")}
        value={address.show ?? ""}
        onChange={(event) =>
          go({ ...address, show: filters.find((each) => each === event.target.value) }, "push")
        }
        options={[
          { value: "", label: t("filters.all") },
          ...filters.map((filter) => ({ value: filter, label: t(`filters.${filter}`) })),
        ]}
      />
      {places.length > 1 ? (
        <Select
          aria-label={t("centre")}
          value={place.id}
          onChange={(event) => onPlace(event.target.value)}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
    </search>
  );
}

function SearchBox() {
  const t = useTranslations("stock");
  const { address, go } = useAddress();
  const [typed, setTyped] = useState(address.q ?? "");
  useEffect(() => {
    const q = typed.trim() || undefined;
    if (q === address.q) return;
    const timer = setTimeout(() => go({ ...address, q }), typingPauseMillis);
    return () => clearTimeout(timer);
  }, [typed, address, go]);
  // Whoever takes the filter out elsewhere empties the box too.
  useEffect(() => {
    if (address.q === undefined) setTyped("");
  }, [address.q]);
  return (
    <Input
      type="search"
      aria-label={t("search")}
      placeholder={t("searchHint")}
      value={typed}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
