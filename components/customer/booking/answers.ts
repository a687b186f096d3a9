/**
 * What has been answered so far, as it stands in the page's address: nothing in it says who the person is. A
 * reload, a shared link and the back button all find it there.
 */
export interface Answers {
  device?: string;
  fault?: string;
  /** Whose prices are shown before a centre is chosen. */
  country?: string;
  place?: { name: string; lat: number; lng: number };
  centre?: string;
  method?: Method;
  /** The slot's start, an instant. */
  start?: string;
  /** A Change link on the check page was pressed: what is asked now leads back there. */
  changing?: "yes";
}

export const methods = ["drop_off", "pickup", "on_site", "mail_in"] as const;
export type Method = (typeof methods)[number];

export const steps = ["device", "price", "place", "centre", "time", "contact", "check"] as const;
export type Step = (typeof steps)[number];

export function isMethod(value: unknown): value is Method {
  return (methods as readonly unknown[]).includes(value);
}

type Params = Record<string, string | string[] | undefined>;

const longest = 120;

/** Reads an address that anyone may have written: what makes no sense is left out. */
export function readAnswers(params: Params): Answers {
  const text = (name: string): string | undefined => {
    const value = params[name];
    const one = Array.isArray(value) ? value[0] : value;
    return one === undefined || one === "" || one.length > longest ? undefined : one;
  };
  const answers: Answers = {};
  for (const name of ["device", "fault", "country", "centre"] as const) {
    const value = text(name);
    if (value !== undefined) answers[name] = value;
  }
  const [lat, lng] = [Number(text("lat") ?? Number.NaN), Number(text("lng") ?? Number.NaN)];
  if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) answers.place = { name: text("place") ?? "", lat, lng };
  const [method, start] = [text("method"), text("start")];
  if (isMethod(method)) answers.method = method;
  if (start !== undefined && !Number.isNaN(Date.parse(start))) answers.start = start;
  if (params.changing === "yes") answers.changing = "yes";
  return answers;
}

/** The address of a step with these answers, without the language. */
export function stepPath(step: Step, answers: Answers): string {
  const { place, ...rest } = answers;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, value);
  if (place) {
    query.set("place", place.name);
    query.set("lat", String(place.lat));
    query.set("lng", String(place.lng));
  }
  const text = query.toString();
  return `/book/${step}${text === "" ? "" : `?${text}`}`;
}

/** What must be answered before a step can be shown. */
const needs = {
  device: [],
  price: ["device", "fault"],
  place: ["device", "fault"],
  centre: ["device", "fault", "place"],
  time: ["device", "fault", "centre", "method"],
  contact: ["device", "fault", "centre", "method", "start"],
  check: ["device", "fault", "centre", "method", "start"],
} as const satisfies Record<Step, readonly (keyof Answers)[]>;

const askedOn = {
  device: "device",
  fault: "device",
  place: "place",
  centre: "centre",
  method: "centre",
  start: "time",
} as const satisfies Partial<Record<keyof Answers, Step>>;

/** The step to show instead of the one asked for: the first whose answer is missing. */
export function reachableStep(step: Step, answers: Answers): Step {
  const missing = needs[step].find((name) => answers[name] === undefined);
  return missing === undefined ? step : reachableStep(askedOn[missing], answers);
}

/** The step after this one; the place is not asked again once it is known. */
export function nextStep(step: Step, answers: Answers): Step {
  const next = steps[steps.indexOf(step) + 1] ?? "check";
  return next === "place" && answers.place !== undefined ? "centre" : next;
}

/**
 * Where a question leads once it is answered: to the one after it or, while something is changed from the check
 * page, back there, by way of the price (another problem has another) and of what the new answer opened again.
 */
export function leadsTo(after: Step, answers: Answers): Step {
  return answers.changing && after !== "price" ? reachableStep("check", answers) : after;
}

/** A new answer drops those that hang on it: another fault takes another time, another place other centres. */
export function withAnswer(answers: Answers, change: Partial<Answers>): Answers {
  const next = { ...answers, ...change };
  if (change.device !== undefined && change.device !== answers.device && change.fault === undefined) {
    delete next.fault;
  }
  const moved = change.place !== undefined && !samePlace(change.place, answers.place);
  if (moved) {
    delete next.centre;
    delete next.method;
  }
  const otherTime = (["fault", "device", "centre", "method"] as const).some(
    (name) => name in change && change[name] !== answers[name],
  );
  if ((moved || otherTime) && change.start === undefined) delete next.start;
  return next;
}

function samePlace(a: Answers["place"], b: Answers["place"]): boolean {
  return a?.lat === b?.lat && a?.lng === b?.lng;
}
