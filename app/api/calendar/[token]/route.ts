import { isLocale } from "@/i18n/locales";
import { callerOf } from "@/server/platform/auth/caller";
import { env } from "@/server/platform/env";
import { translator } from "@/server/platform/translate";
import { problem } from "@/server/rest/problem";
import { contextsFor } from "@/server/routers/contexts";
import { calendarFile } from "./calendar-file";

/** The booked time as an iCalendar file, for whoever holds the tracking link. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const caller = await callerOf(request.headers);
  const asked = new URL(request.url).searchParams.get("lang");
  const locale = isLocale(asked) ? asked : caller.locale;
  try {
    const { token } = await params;
    const order = await contextsFor({ ...caller, locale }).customer.tracking.byToken.query({ token });
    const t = translator(locale, "tracking");
    const { serviceCenter: centre, device, method, slot, reference } = order;
    const url = `${env().publicUrl}/${locale}/track/${token}`;
    const file = calendarFile({
      uid: `${reference}@mycomputer`,
      start: slot.start,
      end: slot.end,
      stamp: order.timeline[0]?.at ?? slot.start,
      title: t(`calendar.${method}`, { device: `${device.brand} ${device.model}`, centre: centre.name }),
      location:
        method === "drop_off" || method === "mail_in"
          ? `${centre.name}, ${centre.street}, ${centre.postcode} ${centre.city}`
          : undefined,
      text: t("calendar.text", { reference, url }),
      url,
      cancelled: order.status === "cancelled",
    });
    return new Response(file, {
      headers: {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": `attachment; filename="${reference}.ics"`,
        "cache-control": "private, no-store",
        "x-correlation-id": caller.correlationId,
      },
    });
  } catch (error) {
    return problem(error, caller.correlationId, locale);
  }
}
