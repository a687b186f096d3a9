import { getLocale, getTranslations } from "next-intl/server";
import { cx } from "@/components/ui/cx";
import { money } from "@/components/ui/format";
import type { EstimateVersion } from "./estimates";

/** An estimate's lines as a table, with what was answered to each, the sum and the VAT in it. */
export async function EstimateLines({ version }: { version: EstimateVersion }) {
  const [t, locale] = await Promise.all([getTranslations("tracking.estimate"), getLocale()]);
  const { answer, lines, total, vat, vatRate } = version;
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{t("linesOf", { version: version.version })}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t("column.text")}</th>
          <th scope="col">{t("column.amount")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} className="border-line border-b align-baseline">
            <th scope="row" className="py-2 pe-3 text-start font-normal">
              <span dir="auto" className="break-words">
                {t("line", { text: line.text, quantity: line.quantity })}
              </span>
              <span className="block text-muted text-sm">
                {t(`kind.${line.kind}`)}
                {line.quantity > 1 ? `, ${t("each", { amount: money(line.unit, locale) })}` : null}
                {line.accepted === null ? null : (
                  <strong className={cx("ms-2", line.accepted ? "text-signal" : "text-stop")}>
                    {t(line.accepted ? "accepted" : "declined")}
                  </strong>
                )}
              </span>
            </th>
            <td
              className={cx(
                "py-2 text-end font-mono tabular-nums",
                line.accepted === false && "text-muted line-through",
              )}
            >
              {money(line.total, locale)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="pt-2 text-start">
            {t(answer === null ? "total" : "youAccepted")}
          </th>
          <td className="pt-2 text-end font-mono font-semibold tabular-nums">
            {money(answer?.accepted ?? total, locale)}
          </td>
        </tr>
        <tr className="text-muted text-sm">
          <th scope="row" className="text-start font-normal">
            {t("vat", { rate: Number(vatRate) })}
          </th>
          <td className="text-end font-mono tabular-nums">{money(answer?.vat ?? vat, locale)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
