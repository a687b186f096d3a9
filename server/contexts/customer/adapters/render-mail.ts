import { calendarFile } from "@/server/kernel/ics";
import { currencyDigits } from "@/server/kernel/money";
import type { Mail } from "@/server/platform/mail";
import { formatLocale, type Translate, translator } from "@/server/platform/translate";
import { textIn } from "../domain/translated";
import type { MailContent, MailTemplate } from "./customer-mails";
import type { TrackedOrder } from "./tracked-order";
import { estimateUrl, trackingToken, trackingUrl } from "./tracking-link";

/** What a mail is made of: its occasion, its language, and the order as it is now. */
interface Letter {
  template: MailTemplate;
  locale: string;
  content: MailContent;
  tracked: TrackedOrder;
  now: Date;
}

const withAppointment: ReadonlySet<MailTemplate> = new Set([
  "booking_confirmed",
  "booking_cancelled",
  "rescheduled",
]);

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
  return withAppointment.has(template)
    ? { ...mail, attachments: [appointmentOf(letter, words, values, url)] }
    : mail;
}

function valuesOf({ tracked: { order, center, device, faultNames }, locale, content }: Letter) {
  const { timeZone } = center;
  const time = new Intl.DateTimeFormat(formatLocale(locale), {
    dateStyle: "full",
    timeStyle: "short",
    timeZone,
  });
  const date = new Intl.DateTimeFormat(formatLocale(locale), { dateStyle: "full", timeZone });
  const major = amountsIn(order.currency, locale);
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
    total: major(content.estimate?.totalMinor ?? 0),
    until: date.format(lastMomentOf(content)),
    text: content.status === undefined ? "" : translator(locale, "tracking")(`status.${content.status}`),
  };
}
type Values = ReturnType<typeof valuesOf>;

/** Amounts in minor units as the language writes them. */
function amountsIn(currency: string, locale: string): (amountMinor: number) => string {
  const price = new Intl.NumberFormat(formatLocale(locale), { style: "currency", currency });
  return (amountMinor) => price.format(amountMinor / 10 ** currencyDigits(currency));
}

/** An estimate holds up to the end of a day: the moment before names that day. */
function lastMomentOf({ estimate }: MailContent): Date {
  return new Date(Date.parse(estimate?.validUntil ?? "1970-01-01") - 1);
}

function bodyOf(letter: Letter, words: Translate, values: Values): string[] {
  const { template, tracked, content } = letter;
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
    case "estimate":
    case "estimate_reminder":
      return estimateBody(letter, words, values);
    case "status":
      return [values.text, `${words("repair.facts.ready")}: ${values.promised}`];
  }
}

function estimateBody({ tracked, content, locale }: Letter, words: Translate, values: Values): string[] {
  const { estimate } = content;
  if (estimate === undefined) return [];
  const { order } = tracked;
  const amount = amountsIn(order.currency, locale);
  const lines = estimate.lines.map(({ text, quantity, unitMinor }) =>
    words("repair.estimate.line", { text, quantity, amount: amount(quantity * unitMinor) }),
  );
  const url = estimateUrl(trackingToken(order.id, order.linkVersion), locale, estimate.version);
  return [
    estimate.finding,
    [...lines, words("repair.estimate.total", values)].join("\n"),
    `${words("repair.estimate.answer", values)}\n${url}`,
  ];
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
