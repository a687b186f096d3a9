interface OpeningHoursProps {
  /** ISO weekday (Monday 1) with minutes of the local day. */
  hours: { weekday: number; opensMinute: number; closesMinute: number }[];
  closed: string;
  locale: string;
}

const monday = Date.UTC(2024, 0, 1);
const dayMilliseconds = 86_400_000;

export function OpeningHours({ hours, closed, locale }: OpeningHoursProps) {
  const names = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const clock = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  });
  const at = (minute: number) => new Date(monday + minute * 60_000);
  return (
    <dl className="grid w-fit grid-cols-[auto_auto] gap-x-8 gap-y-1">
      {[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
        const open = hours.filter((one) => one.weekday === weekday);
        return (
          <div key={weekday} className="col-span-2 grid grid-cols-subgrid">
            <dt className="first-letter:uppercase">
              {names.format(monday + (weekday - 1) * dayMilliseconds)}
            </dt>
            <dd className="font-mono tabular-nums">
              {open.length === 0 ? <span className="font-sans text-muted">{closed}</span> : null}
              {open
                .map(({ opensMinute, closesMinute }) => clock.formatRange(at(opensMinute), at(closesMinute)))
                .join(", ")}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
