/** An appointment as a calendar file tells it. Instants; texts as people read them. */
export interface Appointment {
  /** Stays the same when the appointment is moved or cancelled. */
  uid: string;
  /** Grows with every change. */
  sequence: number;
  start: Date;
  end: Date;
  summary: string;
  location: string;
  description: string;
  url?: string | undefined;
  cancelled: boolean;
  writtenAt: Date;
}

/** A calendar file with one appointment (RFC 5545). Times in UTC: the reader's calendar shows them in its zone. */
export function calendarFile(appointment: Appointment): string {
  const { uid, sequence, start, end, summary, location, description, url, cancelled, writtenAt } =
    appointment;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//MyComputer//Repairs//EN",
    `METHOD:${cancelled ? "CANCEL" : "PUBLISH"}`,
    "BEGIN:VEVENT",
    `UID:${textValue(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(writtenAt)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${textValue(summary)}`,
    `LOCATION:${textValue(location)}`,
    `DESCRIPTION:${textValue(description)}`,
    ...(url === undefined ? [] : [`URL:${url}`]),
    `STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** RFC 5545 section 3.3.11. */
function textValue(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");
}

/** Lines of at most 75 octets, cut between characters, the rest indented by a space (section 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      parts.push(part);
      part = " ";
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join("\r\n");
}
