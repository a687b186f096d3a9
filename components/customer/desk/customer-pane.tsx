"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Order } from "@/components/customer/desk/types";
import { dateIn } from "@/components/ui/format";
import { TicketRows } from "@/components/ui/ticket";

/** The right pane: who the order is for, how to reach them and what we know of them. */
export function CustomerPane({ order }: { order: Order }) {
  const t = useTranslations("desk.customer");
  const locale = useLocale();
  const { contact, customer, address, center } = order;
  const language = new Intl.DisplayNames(locale, { type: "language" }).of(contact.locale) ?? contact.locale;
  const year = dateIn(customer.since, center.timeZone).slice(0, 4);
  return (
    <section aria-labelledby="customer-name" className="grid min-w-0 content-start gap-3">
      <div>
        <p className="text-muted text-sm">{t("label")}</p>
        <h2 id="customer-name" className="break-words text-xl" dir="auto">
          {contact.name}
        </h2>
      </div>
      <TicketRows
        rows={[
          {
            label: t("email"),
            value: (
              <a href={`mailto:${contact.email}`} className="break-words text-signal">
                {contact.email.split("@")[0]}
                <wbr />@{contact.email.split("@").slice(1).join("@")}
              </a>
            ),
          },
          {
            label: t("phone"),
            value: contact.phone ? (
              <a href={`tel:${contact.phone.replace(/[^\d+]/g, "")}`} className="font-mono text-signal">
                {contact.phone}
              </a>
            ) : (
              <span className="text-muted">{t("noPhone")}</span>
            ),
          },
          { label: t("language"), value: language },
          ...(address
            ? [
                {
                  label: t("address"),
                  value: (
                    <address className="not-italic" dir="auto">
                      {address.line}
                      <br />
                      {address.postcode} {address.city}, {address.country}
                    </address>
                  ),
                },
              ]
            : []),
          { label: t("since"), value: year },
          { label: t("orders"), value: t("otherOrders", { count: customer.otherOrders }) },
          { label: t("centre"), value: center.name },
        ]}
      />
      {customer.name === contact.name ? null : (
        <p className="rounded-control bg-attention-wash px-3 py-2 text-sm">
          {t("knownAs", { name: customer.name })}
        </p>
      )}
    </section>
  );
}
