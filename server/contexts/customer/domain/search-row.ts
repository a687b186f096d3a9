import { searchSpellings } from "@/server/kernel/search-text";
import { lettersAtMost, phoneKey, referenceLetters, serialKey } from "./order-search";

/** An order in clear, as far as search reads it. */
export interface SearchableOrder {
  reference: string;
  serviceCenterId: string;
  /** As known, and as typed for this order. */
  people: readonly { name: string; email: string; phone: string | null }[];
  device: string;
  /** What the catalogue calls the fault, in every language. */
  faults: readonly string[];
  description: string | null;
  serial: string | null;
}

export interface SearchRow {
  reference: string;
  phones: string;
  serial: string;
  who: string[];
  doc: string[];
}

const wordsAtMost = 300;

/**
 * What an order is found by. Of the description only words without digits: a passcode or a number that someone wrote
 * into it stays sealed (ADR 039).
 */
export function searchRowOf(order: SearchableOrder): SearchRow {
  const center = centerWord(order.serviceCenterId);
  const who = words(order.people.flatMap(({ name, email }) => [name, email]));
  const said = words([order.description ?? ""]).filter((word) => !/\p{N}/u.test(word));
  const what = words([order.device, ...order.faults]);
  const phones = order.people.flatMap(({ phone }) => (phone === null ? [] : [phoneKey(phone)]));
  return {
    reference: referenceLetters(order.reference),
    phones: [...new Set(phones)].map((digits) => ` ${digits}`).join(""),
    serial: order.serial === null ? "" : serialKey(order.serial),
    who: [center, ...who],
    doc: [...new Set([center, ...who, ...what, ...said.slice(0, wordsAtMost)])],
  };
}

/** Stands among an order's words for its centre, so that one index knows both. */
export function centerWord(serviceCenterId: string): string {
  return `@${serviceCenterId}`;
}

function words(texts: readonly string[]): string[] {
  const all = texts.flatMap((text) => searchSpellings(text)).flatMap((text) => text.split(" "));
  return [...new Set(all)].filter((word) => word !== "" && word.length <= lettersAtMost);
}
