/** The properties of a calendar file's first event (RFC 5545): folded lines joined, parameters left out. */
export function readCalendar(text: string): Map<string, string> {
  const lines = text.replace(/\r\n[ \t]/g, "").split("\r\n");
  const event = lines.slice(lines.indexOf("BEGIN:VEVENT") + 1, lines.indexOf("END:VEVENT"));
  return new Map(
    event.map((line) => {
      const colon = line.indexOf(":");
      const name = line.slice(0, colon).split(";")[0] ?? "";
      return [
        name,
        line
          .slice(colon + 1)
          .replace(/\\n/g, "\n")
          .replace(/\\([\\;,])/g, "$1"),
      ];
    }),
  );
}

/** `20261203T133000Z` as an instant. */
export function calendarInstant(stamp = ""): Date {
  return new Date(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
