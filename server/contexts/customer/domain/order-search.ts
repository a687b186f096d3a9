import { normalizeSearch } from "@/server/kernel/search-text";

export interface OrderSearch {
  /** Letters to look for anywhere in a reference without its hyphens; undefined when no reference has such. */
  referencePart: string | undefined;
  /** The whole reference, if that is what was typed or scanned. */
  reference: string | undefined;
  /** Plain words to compare names and addresses with. */
  words: string;
}

/**
 * What a person at the desk typed, as the search compares it. References are forgiven their case, hyphens and
 * prefix, and the letters that Crockford's base 32 leaves out: "mc 7f3kq2", "7F3K-Q2", "MC-7F3K-Q2".
 */
export function orderSearch(typed: string): OrderSearch {
  const words = normalizeSearch(typed);
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/^MC/, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const isPart = /^[0-9A-HJKMNP-TV-Z]{2,6}$/.test(letters);
  return {
    words,
    referencePart: isPart ? letters : undefined,
    reference: isPart && letters.length === 6 ? `MC-${letters.slice(0, 4)}-${letters.slice(4)}` : undefined,
  };
}
