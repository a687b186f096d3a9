import { getLocale, getTranslations } from "next-intl/server";
import { calendarDay, dateIn, money } from "@/components/ui/format";
import { PrintButton } from "@/components/ui/print-button";
import type { Purchase } from "./types";

interface PrintedPurchaseProps {
  purchase: Purchase;
  timeZone: string;
}

/** The order as it goes to the supplier, on paper; prices only where the person may see them. */
export async function PrintedPurchase({ purchase, timeZone }: PrintedPurchaseProps) {
  const [t, locale] = await Promise.all([getTranslations("purchasing"), getLocale()]);
  const { lines, total, supplier, center, sentAt, expectedOn, status } = purchase;
  const number = t("number", { number: String(purchase.number) });
  return (
    <article className="mx-auto grid w-full max-w-3xl gap-5 overflow-auto p-5 print:p-0">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h1 className="text-2xl">{t("print.title", { number })}</h1>
        <PrintButton label={t("print.print")} />
      </div>
      {status === "draft" ? <p className="font-semibold">{t("print.draft")}</p> : null}
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2 print:grid-cols-2">
        <Fact label={t("print.to")}>
          {supplier.name}, {supplier.country}
        </Fact>
        <Fact label={t("print.deliver")}>{center.name}</Fact>
        {sentAt ? <Fact label={t("print.date")}>{calendarDay(dateIn(sentAt, timeZone), locale)}</Fact> : null}
        {expectedOn ? <Fact label={t("print.delivery")}>{calendarDay(expectedOn, locale)}</Fact> : null}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it is scrolled from here */}
      <section aria-label={t("detail.lines")} tabIndex={0} className="overflow-x-auto">
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">{t("detail.lines")}</caption>
          <thead>
            <tr>
              {["code", "part", "ours", "quantity", ...(total === null ? [] : ["price", "sum"])].map(
                (key) => (
                  <th key={key} scope="col" className="border-edge border-b px-2 py-1 text-sm">
                    {heads(t)[key]}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ partId, name, sku, supplierCode, quantity, unitPrice }) => (
              <tr key={partId}>
                <td className={cell}>{supplierCode ?? "–"}</td>
                <td className={cell}>{name}</td>
                <td className={cell}>{sku}</td>
                <td className={number_}>{quantity}</td>
                {unitPrice === null ? null : (
                  <>
                    <td className={number_}>{money(unitPrice, locale)}</td>
                    <td className={number_}>
                      {money({ ...unitPrice, amountMinor: unitPrice.amountMinor * quantity }, locale)}
                    </td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
          {total === null ? null : (
            <tfoot>
              <tr>
                <th scope="row" colSpan={5} className="px-2 py-1 text-right">
                  {t("total")}
                </th>
                <td className={number_}>{money(total, locale)}</td>
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      <p>{t("print.thanks", { number })}</p>
    </article>
  );
}

const cell = "border-line border-b px-2 py-1";
const number_ = `${cell} text-right font-mono`;

function heads(t: Awaited<ReturnType<typeof getTranslations<"purchasing">>>): Record<string, string> {
  return {
    code: t("print.code"),
    part: t("detail.part"),
    ours: t("print.ours"),
    quantity: t("detail.ordered"),
    price: t("detail.price"),
    sum: t("detail.sum"),
  };
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
