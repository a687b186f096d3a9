"use client";

import { useLocale, useTranslations } from "next-intl";
import { photoAddress } from "@/components/customer/desk/photo-upload";
import { Section } from "@/components/customer/desk/section";
import type { Order } from "@/components/customer/desk/types";
import { useWhoText } from "@/components/customer/desk/who-text";
import { dayAndTime } from "@/components/ui/format";
import { TicketRows } from "@/components/ui/ticket";

/** How the device came in: its condition, what came with it, who took it, and the photos. */
export function CheckInFacts({ order }: { order: Order }) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const whoText = useWhoText();
  const { checkIn, photos, center } = order;
  const when = (instant: string) => dayAndTime(instant, center.timeZone, locale);
  return (
    <Section title={t("order.checkIn")}>
      {checkIn === null ? (
        <p className="text-muted">{t("order.notReceived")}</p>
      ) : (
        <TicketRows
          rows={[
            {
              label: t("order.condition"),
              value: (
                <span className="whitespace-pre-line" dir="auto">
                  {checkIn.condition}
                </span>
              ),
            },
            {
              label: t("order.accessories"),
              value:
                checkIn.accessories.map((kind) => accessoryName(kind, t)).join(", ") ||
                t("order.noAccessories"),
            },
            ...(checkIn.serial ? [{ label: t("order.serial"), value: checkIn.serial, mono: true }] : []),
            {
              label: t("order.receivedBy"),
              value: `${when(checkIn.receivedAt)}, ${whoText(checkIn.receivedBy)}`,
            },
            ...(checkIn.photosWaivedBy
              ? [
                  {
                    label: t("order.photos"),
                    value: t("order.waived", { name: whoText(checkIn.photosWaivedBy) }),
                  },
                ]
              : []),
          ]}
        />
      )}
      {photos.length > 0 ? (
        <ul aria-label={t("order.photos")} className="mt-1 flex flex-wrap gap-2">
          {photos.map(({ id, takenAt }, index) => (
            <li key={id}>
              <a href={photoAddress(order.id, id)} target="_blank" rel="noreferrer" className="block">
                {/* The picture is private and encrypted: no optimiser may see or keep it. */}
                {/* biome-ignore lint/performance/noImgElement: see above */}
                <img
                  src={photoAddress(order.id, id)}
                  alt={t("order.photo", { number: index + 1, when: when(takenAt) })}
                  loading="lazy"
                  className="size-20 rounded-control border border-edge object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

/** Orders from before may name what is no longer in the list. */
function accessoryName(kind: string, t: ReturnType<typeof useTranslations>): string {
  return t.has(`accessory.${kind}`) ? t(`accessory.${kind}`) : kind;
}
