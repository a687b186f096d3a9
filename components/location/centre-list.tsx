"use client";

import { Home, Mailbox, Store, Truck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import { distance, money } from "@/components/ui/format";

export interface CentreOption {
  id: string;
  name: string;
  street: string;
  postcode: string;
  city: string;
  lat: number;
  lng: number;
  distanceMeters: number;
  offers: {
    method: "drop_off" | "pickup" | "on_site" | "mail_in";
    fee: { amountMinor: number; currency: string };
  }[];
}

const icons = { drop_off: Store, pickup: Truck, on_site: Home, mail_in: Mailbox };

interface CentreListProps {
  id: string;
  legend: string;
  centres: CentreOption[];
  /** `centreId|method` */
  value: string | null;
  onChange: (value: string) => void;
  error?: string;
}

/** Centres, nearest first, each with the ways it offers: one choice over all of them, as native radios. */
export function CentreList({ id, legend, centres, value, onChange, error }: CentreListProps) {
  const t = useTranslations("booking");
  const locale = useLocale();
  const list = useRef<HTMLFieldSetElement>(null);
  const chosenId = value?.split("|")[0];

  // A centre chosen on the map is brought into view here, where its ways are.
  useEffect(() => {
    if (chosenId === undefined) return;
    list.current
      ?.querySelector(`[data-centre="${CSS.escape(chosenId)}"]`)
      ?.scrollIntoView({ block: "nearest" });
  }, [chosenId]);

  return (
    <fieldset
      ref={list}
      id={id}
      tabIndex={-1}
      aria-describedby={error ? `${id}-error` : undefined}
      className="min-w-0"
    >
      <legend className="mb-2 font-semibold">{legend}</legend>
      <FieldError id={`${id}-error`}>{error}</FieldError>
      <ul className="grid gap-3">
        {centres.map((centre) => (
          <li
            key={centre.id}
            data-centre={centre.id}
            className={cx(
              "scroll-my-4 rounded-control border bg-raised",
              centre.id === chosenId ? "border-signal" : "border-edge",
            )}
          >
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 pt-3">
              <p className="font-semibold" id={`${id}-${centre.id}`}>
                {centre.name}
              </p>
              <p className="font-mono text-muted text-sm">{distance(centre.distanceMeters, locale)}</p>
              <p className="w-full text-muted text-sm">
                {centre.street}, {centre.postcode} {centre.city}
              </p>
            </div>
            <fieldset aria-labelledby={`${id}-${centre.id}`} className="grid gap-px p-2 sm:grid-cols-2">
              {centre.offers.map(({ method, fee }) => {
                const Icon = icons[method];
                const option = `${centre.id}|${method}`;
                return (
                  <label key={method} className={offerClass}>
                    <input
                      type="radio"
                      name={id}
                      value={option}
                      checked={option === value}
                      aria-invalid={error ? true : undefined}
                      onChange={() => onChange(option)}
                      className="via-radio"
                    />
                    <Icon aria-hidden="true" strokeWidth={1.75} className="size-5 text-muted" />
                    <span className="min-w-0 leading-snug">{t(`methods.${method}.title`)}</span>
                    <span className="text-right font-mono text-sm">
                      {fee.amountMinor === 0 ? t("centre.free") : money(fee, locale)}
                    </span>
                  </label>
                );
              })}
            </fieldset>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const offerClass = cx(
  "grid min-h-control grid-cols-[auto_auto_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-control px-2 py-1.5 hover:bg-sunken",
  "has-checked:bg-signal-wash has-checked:shadow-[inset_0_0_0_1px_var(--signal)]",
  "has-focus-visible:outline-2 has-focus-visible:outline-signal",
);
