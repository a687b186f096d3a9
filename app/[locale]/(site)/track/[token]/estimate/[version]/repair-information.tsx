import { getLocale, getTranslations } from "next-intl/server";
import { exactDateTime, money } from "@/components/ui/format";
import { TicketRows } from "@/components/ui/ticket";
import { api } from "@/server/routers/api";
import { type EstimateVersion, lastMoment } from "../../estimates";
import { Section } from "../../section";
import type { Tracked } from "../../tracked";

interface RepairInformationProps {
  order: Tracked;
  version: EstimateVersion;
}

/**
 * What the European Repair Information Form says beside finding and price (Directive (EU) 2024/1799, article 4 and
 * annex I): who repairs and how to reach them, the goods, the defect, the time, a replacement, where the device is
 * handed over, further services, and how long it holds.
 */
export async function RepairInformation({ order, version }: RepairInformationProps) {
  const [t, tMethods, locale, email] = await Promise.all([
    getTranslations("tracking.estimate.form"),
    getTranslations("booking.methods"),
    getLocale(),
    emailOf(order.serviceCenter.id),
  ]);
  const { serviceCenter: centre, device, fault, method } = order;
  const address = `${centre.street}, ${centre.postcode} ${centre.city}, ${centre.country}`;
  const fees = version.lines.filter(({ kind }) => kind === "fee");
  const { replacement } = version;
  return (
    <Section id="form" title={t("title")}>
      <p className="mb-3 text-muted text-sm">{t("about")}</p>
      <TicketRows
        stacksOnPhone
        rows={[
          { label: t("repairer"), value: centre.name },
          { label: t("address"), value: address },
          { label: t("phone"), value: centre.phone },
          { label: t("email"), value: email ?? t("away") },
          { label: t("goods"), value: `${device.brand} ${device.model}` },
          { label: t("defect"), value: fault.name },
          { label: t("time"), value: t("days", { count: version.days }) },
          {
            label: t("replacement"),
            value:
              replacement === null
                ? t("noReplacement")
                : replacement.amountMinor === 0
                  ? t("freeReplacement")
                  : t("paidReplacement", { amount: money(replacement, locale) }),
          },
          {
            label: t("where"),
            value: t(`at.${method}`, {
              address: `${centre.name}, ${address}`,
              method: tMethods(`${method}.short`),
            }),
          },
          {
            label: t("further"),
            value:
              fees.map(({ text, total }) => `${text}: ${money(total, locale)}`).join("; ") || t("noFurther"),
          },
          { label: t("maximum"), value: t("maximumText", { amount: money(version.total, locale) }) },
          { label: t("provided"), value: exactDateTime(version.sentAt, centre.timeZone, locale) },
          {
            label: t("holds"),
            value: t("holdsText", {
              until: exactDateTime(lastMoment(version.validUntil), centre.timeZone, locale),
            }),
          },
        ]}
      />
    </Section>
  );
}

/** The rest of the form stands without it while Location is away. */
async function emailOf(id: string): Promise<string | undefined> {
  try {
    const { location } = await api();
    return (await location.serviceCenters.byId.query({ id })).serviceCenters[0]?.email;
  } catch {
    return undefined;
  }
}
