import Holidays from "date-holidays";

const byCountryAndYear = new Map<string, ReadonlyMap<string, string>>();

/** A country's public holidays in a year: date → its name there. Regions' own holidays are closures of the centre. */
export function publicHolidays(country: string, year: number): ReadonlyMap<string, string> {
  const key = `${country} ${year}`;
  let holidays = byCountryAndYear.get(key);
  if (holidays === undefined) {
    holidays = new Map(
      new Holidays(country)
        .getHolidays(year)
        .filter((holiday) => holiday.type === "public")
        .map((holiday) => [holiday.date.slice(0, 10), holiday.name]),
    );
    byCountryAndYear.set(key, holidays);
  }
  return holidays;
}
