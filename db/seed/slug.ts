/** Readable ids: "Oliver Plunkett Street" → "oliver-plunkett-street", with the folding of search. */
import { normalizeSearch } from "@/server/kernel/search-text";

export function slugOf(...parts: string[]): string {
  return parts.map((part) => normalizeSearch(part).replaceAll(" ", "-")).join("-");
}
