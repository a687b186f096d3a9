import { getTranslations } from "next-intl/server";
import { api } from "@/server/routers/api";

interface NetworkFactsProps {
  centres: { country: string }[];
  locale: string;
}

/** What is true of the network today, read from its data. */
export async function NetworkFacts({ centres, locale }: NetworkFactsProps) {
  const t = await getTranslations("site.home");
  const numbers = new Intl.NumberFormat(locale);
  const countries = new Set(centres.map((centre) => centre.country)).size;
  const { customer } = await api();
  // A figure that can't be had is left out; nobody came for it.
  const figures = await customer.network.figures.query().catch(() => undefined);
  const facts = [
    { value: numbers.format(centres.length), label: t("centres", { count: centres.length }) },
    { value: numbers.format(countries), label: t("countries", { count: countries }) },
    ...(figures?.repaired ? [{ value: numbers.format(figures.repaired), label: t("repaired") }] : []),
  ];
  return (
    <dl aria-label={t("facts")} className="grid content-start gap-x-10 gap-y-6 sm:grid-cols-3 lg:grid-cols-1">
      {facts.map(({ value, label }) => (
        <div key={label} className="flex flex-col-reverse justify-end border-signal border-l-3 pl-4">
          <dt className="mt-1 text-muted">{label}</dt>
          <dd className="font-[680] font-display text-5xl leading-none tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
