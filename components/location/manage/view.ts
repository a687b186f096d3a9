/** What the coverage screen shows, as it stands in the address, so that a link shows the same to a colleague. */
export interface View {
  tab: Tab;
  layers: readonly LayerName[];
  /** null: every way of reaching a centre. */
  method: Method | null;
  centre: string | null;
  area: string | null;
  editing: boolean;
  /** A cell of unmet lookups: its key (`cellKey`). */
  cell: string | null;
  /** The centres' calendar date; null is today. */
  day: string | null;
  /** How far back unmet lookups are counted. */
  days: number;
  country: string | null;
  words: string;
  only: Only | null;
  sort: string | null;
  /** A point whose coverage is asked for. */
  at: { lat: number; lng: number } | null;
}

export const tabs = ["centres", "areas", "unmet"] as const;
export const layerNames = ["centres", "areas", "unmet"] as const;
export const methods = ["drop_off", "on_site", "pickup", "mail_in"] as const;
export const onlys = ["over", "unstaffed", "often"] as const;
export const periods = [7, 30, 90, 365] as const;
export type Tab = (typeof tabs)[number];
export type LayerName = (typeof layerNames)[number];
export type Method = (typeof methods)[number];
export type Only = (typeof onlys)[number];

const defaultDays = 30;
const defaultMethod: Method = "drop_off";

function oneOf<T extends string>(known: readonly T[], given: string | null): T | null {
  return known.find((one) => one === given) ?? null;
}

function isArea(given: string | null): boolean {
  return given !== null && /^[0-9a-f-]{36}$/.test(given);
}

/** Reads an address; what makes no sense in it falls back to the usual. */
export function readView(params: URLSearchParams): View {
  const method = params.get("method");
  const layers = params.get("layers");
  const day = params.get("day");
  const country = params.get("country");
  const area = params.get("area");
  return {
    tab: oneOf(tabs, params.get("tab")) ?? "centres",
    layers: layers === null ? layerNames : layerNames.filter((name) => layers.split(",").includes(name)),
    method: method === "all" ? null : (oneOf(methods, method) ?? defaultMethod),
    centre: params.get("centre")?.slice(0, 100) || null,
    area: isArea(area) ? area : null,
    editing: params.get("edit") === "1" && isArea(area),
    cell: params.get("cell")?.slice(0, 40) || null,
    day: day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null,
    days: periods.find((period) => String(period) === params.get("days")) ?? defaultDays,
    country: country !== null && /^[A-Z]{2}$/.test(country) ? country : null,
    words: params.get("q")?.slice(0, 100) ?? "",
    only: oneOf(onlys, params.get("only")),
    sort: params.get("sort")?.slice(0, 40) || null,
    at: pointOf(params.get("at")),
  };
}

/** The query of a view, with nothing in it that is as usual. */
export function viewQuery(view: View): string {
  const { tab, layers, method, day, days, country, words, only, sort, at } = view;
  const entries: [string, string | null][] = [
    ["tab", tab === "centres" ? null : tab],
    ["layers", layers.length === layerNames.length ? null : layers.join(",")],
    ["method", method === null ? "all" : method === defaultMethod ? null : method],
    ["centre", view.centre],
    ["area", view.area],
    ["edit", view.editing ? "1" : null],
    ["cell", view.cell],
    ["day", day],
    ["days", days === defaultDays ? null : String(days)],
    ["country", country],
    ["q", words === "" ? null : words],
    ["only", only],
    ["sort", sort],
    ["at", at && `${at.lat},${at.lng}`],
  ];
  const params = new URLSearchParams();
  for (const [key, value] of entries) if (value !== null) params.set(key, value);
  const query = params.toString();
  return query === "" ? "" : `?${query}`;
}

/** "51.05, 3.72" as a person or an address writes a point; null for anything else. */
export function pointOf(text: string | null): { lat: number; lng: number } | null {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text ?? "");
  if (found === null) return null;
  const [lat, lng] = [Number(found[1]), Number(found[2])];
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}

/** The key of a cell in tables and addresses. */
export function cellKey({ lat, lng }: { lat: number; lng: number }): string {
  return `${lat.toFixed(2)},${lng.toFixed(2)}`;
}
