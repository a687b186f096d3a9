import { normalizeSearch } from "@/server/kernel/search-text";

/** What a person at the desk typed or scanned, by everything that it could be. */
export interface OrderQuestion {
  /** The whole reference, if that is what was typed. */
  reference: string | undefined;
  /** Six letters of a reference, or five or seven where one is missing or too many. */
  damagedReference: string | undefined;
  /** Letters to look for anywhere in a reference. */
  referencePart: string | undefined;
  /** Digits of a phone, from behind: what stands before them is written in many ways. */
  phone: { digits: string; isWhole: boolean } | undefined;
  serial: { key: string; isSurely: boolean } | undefined;
  /** Plain words that an order must all have. */
  words: string[];
}

/** More than this nobody types to find an order; a longer paste is refused. */
export const questionCharactersAtMost = 200;
const wordsAtMost = 8;
/** Longer words are not kept: nobody looks for them. */
export const lettersAtMost = 40;
/** Below this a part fits too many. */
const partAtLeast = 3;
const phoneDigits = { part: 4, whole: 8 };

export function questionOf(typed: string): OrderQuestion {
  const letters = foldedLetters(typed).replace(/^MC/, "");
  const couldBeReference = /^[0-9A-HJKMNP-TV-Z]+$/.test(letters);
  const long = letters.length;
  return {
    reference: couldBeReference && long === 6 ? `MC-${letters.slice(0, 4)}-${letters.slice(4)}` : undefined,
    damagedReference: couldBeReference && long >= 5 && long <= 7 ? letters : undefined,
    referencePart: couldBeReference && long >= partAtLeast && long <= 5 ? letters : undefined,
    phone: phoneOf(typed),
    serial: serialOf(typed),
    words: wordsOf(typed)
      .slice(0, wordsAtMost)
      .map((word) => [...word].slice(0, lettersAtMost).join("")),
  };
}

export function isNothing(question: OrderQuestion): boolean {
  const { words, ...others } = question;
  return words.length === 0 && Object.values(others).every((part) => part === undefined);
}

/** Text as words that search compares. */
export function wordsOf(text: string): string[] {
  return normalizeSearch(text).split(" ").filter(Boolean);
}

/** Capitals and digits alone, with those that are mistaken for each other read as digits. */
function foldedLetters(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
}

/** A reference without its prefix and hyphens: "MC-7F3K-Q2" → "7F3KQ2". */
export function referenceLetters(reference: string): string {
  return foldedLetters(reference.replace(/^MC-/, ""));
}

export function serialKey(serial: string): string {
  return foldedLetters(serial);
}

export function phoneKey(phone: string): string {
  return phone.replace(/\D/g, "");
}

/** "+32 470 12 34 56", "0032470123456" and "0470/12.34.56" end alike. */
function phoneOf(typed: string): OrderQuestion["phone"] {
  if (!/^[\d\s()+./-]+$/.test(typed.trim())) return undefined;
  const digits = phoneKey(typed).replace(/^0+/, "");
  if (digits.length < phoneDigits.part) return undefined;
  return { digits: digits.slice(-phoneDigits.whole), isWhole: digits.length >= phoneDigits.whole };
}

/**
 * A serial number has a digit somewhere, and may be read aloud in groups; a part of it needs four letters. One word
 * without a digit may be a part too, and be a name first.
 */
function serialOf(typed: string): OrderQuestion["serial"] {
  const groups = typed.trim().split(/\s+/);
  const isSurely = /\d/.test(typed);
  const couldBe = isSurely
    ? groups.every((group) => /\d/.test(group) || group.length <= 4)
    : /^[a-z]{5,}$/i.test(typed.trim());
  const key = serialKey(typed);
  return couldBe && key.length >= 4 && key.length <= 64 ? { key, isSurely } : undefined;
}
