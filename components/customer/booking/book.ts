import type { Answers } from "@/components/customer/booking/answers";
import { needsAddress } from "@/components/customer/booking/contact-rules";
import { type Attempt, type Contact, changeDraft, readDraft } from "@/components/customer/booking/draft";
import { verbs } from "@/components/trpc/lazy";
import { problemOf } from "@/components/trpc/problem";

interface BookingWords {
  answers: Answers;
  contact: Contact;
  holdId: string;
  /** The centre's country: visits stay inside it. */
  country: string;
}

/** What the booking verb is sent, without empty fields. */
export function bookingBody({ answers, contact, holdId, country }: BookingWords) {
  const { name, email, phone, description, line, postcode, city } = contact;
  return {
    holdId,
    deviceId: answers.device ?? "",
    faultId: answers.fault ?? "",
    ...(description.trim() === "" ? {} : { description }),
    contact: {
      name: name.trim(),
      email: email.trim(),
      ...(phone.trim() === "" ? {} : { phone: phone.trim() }),
      locale: document.documentElement.lang,
    },
    ...(needsAddress(answers.method)
      ? { address: { line: line.trim(), postcode: postcode.trim(), city: city.trim(), country } }
      : {}),
  };
}

type Body = ReturnType<typeof bookingBody>;

/**
 * Books, and gives the tracking token. A repeated press, a reload or a lost answer sends the same key for the same
 * words, so that there is one booking; other words are another request and get a key of their own, and so does another
 * try after a refusal.
 */
export async function sendBooking(wanted: Body): Promise<string> {
  const attempt = attemptFor(wanted, readDraft().attempt);
  changeDraft({ attempt: { ...attempt, unsure: true } });
  const { customer } = await verbs();
  const body = JSON.parse(attempt.body) as Body;
  try {
    const booked = await customer.bookings.book.mutate(body, { context: { idempotencyKey: attempt.key } });
    return booked.trackingToken;
  } catch (error) {
    if (isAnswer(problemOf(error).code)) changeDraft({ attempt: undefined });
    throw error;
  }
}

/** The last attempt again if it says the same, or if it may have been booked though its slot seemed lost since. */
function attemptFor(wanted: Body, last: Attempt | undefined): Attempt {
  const body = JSON.stringify(wanted);
  if (last?.body === body) return last;
  if (last?.unsure) {
    const { holdId } = JSON.parse(last.body) as Body;
    if (last.body === JSON.stringify({ ...wanted, holdId })) return last;
  }
  return { key: crypto.randomUUID(), body, unsure: false };
}

function isAnswer(code: string): boolean {
  return !["offline", "unavailable", "internal", "command_in_progress"].includes(code);
}
