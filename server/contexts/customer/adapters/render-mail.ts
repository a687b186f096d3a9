import { calendarFile } from "@/server/kernel/ics";
import { currencyDigits } from "@/server/kernel/money";
import type { Mail } from "@/server/platform/mail";
import { formatLocale, type Translate, translator } from "@/server/platform/translate";
import { textIn } from "../domain/translated";
import type { MailContent, MailTemplate } from "./customer-mails";
import type { TrackedOrder } from "./tracked-order";
import { trackingToken, trackingUrl } from "./tracking-link";

/** What a mail is made of: its occasion, its language, and the order as it is now. */
interface Letter {
  template: MailTemplate;
  locale: string;
  content: MailContent;
  tracked: TrackedOrder;
  now: Date;
}

/** A mail about an order, as text: what people typed is never read as HTML. */
export function renderMail(letter: Letter): Mail {
  const { template, locale, content, tracked } = letter;
  const words = translator(locale, "mail");
  const values = valuesOf(letter);
  const url = trackingUrl(trackingToken(tracked.order.id, tracked.order.linkVersion), locale);
  const paragraphs = [
    words("repair.greeting", { name: content.to.name }),
    words(`repair.${template}.intro`, values),
    ...bodyOf(letter, words, values),
    `${words("repair.link")}\n${url}`,
    words("repair.closing", values),
  ];
  const mail: Mail = {
    to: content.to.email,
    locale,
    subject: words(`repair.${template}.subject`, values),
    text: `${paragraphs.join("\n\n")}\n`,
  };
  if (template === "message" || template === "status" || template === "promise_changed") return mail;
  return { ...mail, attachments: [appointmentOf(letter, words, values, url)] };
}

function valuesOf({ tracked: { order, center, device, faultNames }, locale, content }: Letter) {
  const { timeZone } = center;
  const time = new Intl.DateTimeFormat(formatLocale(locale), {
    dateStyle: "full",
    timeStyle: "short",
    timeZone,
  });
  const price = new Intl.NumberFormat(formatLocale(locale), { style: "currency", currency: order.currency });
  const major = (amountMinor: number) => price.format(amountMinor / 10 ** currencyDigits(order.currency));
  return {
    reference: order.reference,
    device: `${device.brand} ${device.model}`,
    fault: textIn(faultNames, locale),
    centre: center.name,
    city: center.city,
    address: `${center.street}, ${center.postcode} ${center.city}`,
    phone: center.phone,
    when: time.format(order.slotStart),
    promised: time.format(order.promisedBy),
    low: major(order.estimateLowMinor),
    high: major(order.estimateHighMinor),
    text: content.status === undefined ? "" : translator(locale, "tracking")(`status.${content.status}`),
  };
}
type Values = ReturnType<typeof valuesOf>;

function bodyOf({ template, tracked, content }: Letter, words: Translate, values: Values): string[] {
  switch (template) {
    case "booking_confirmed":
    case "rescheduled":
      return [facts(tracked, words, values), words("repair.bring")];
    case "booking_cancelled":
      return [];
    case "message":
      return [content.body ?? ""];
    case "promise_changed":
      return [
        `${words("repair.facts.ready")}: ${values.promised}`,
        ...(content.reason === undefined ? [] : [words(`repair.promise_changed.reason.${content.reason}`)]),
      ];
    case "status":
      return [values.text, `${words("repair.facts.ready")}: ${values.promised}`];
  }
}

function facts({ order }: TrackedOrder, words: Translate, values: Values): string {
  return [
    `${words("repair.facts.what")}: ${values.device}, ${values.fault}`,
    `${words("repair.facts.when")}: ${values.when}`,
    `${words("repair.facts.where")}: ${words(`repair.where.${order.method}`, values)}`,
    `${words("repair.facts.price")}: ${words("repair.price", values)}`,
    `${words("repair.facts.ready")}: ${values.promised}`,
    `${words("repair.facts.reference")}: ${values.reference}`,
  ].join("\n");
}

function appointmentOf(letter: Letter, words: Translate, values: Values, url: string) {
  const { order } = letter.tracked;
  const content = calendarFile({
    uid: `${order.id}@mycomputer`,
    sequence: order.version,
    start: order.slotStart,
    end: order.slotEnd,
    summary: words("repair.calendar.summary", values),
    location: values.address,
    description: `${words(`repair.where.${order.method}`, values)}\n${url}`,
    url,
    cancelled: letter.template === "booking_cancelled",
    writtenAt: letter.now,
  });
  return { filename: `${order.reference}.ics`, contentType: "text/calendar; charset=utf-8", content };
}
