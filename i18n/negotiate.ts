import { type AppLocale, defaultLocale, isLocale } from "@/i18n/locales";

interface Wish {
  language: string;
  weight: number;
}

function parseWish(part: string): Wish {
  const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
  const quality = parameters.map((parameter) => parameter.trim()).find((text) => text.startsWith("q="));
  const weight = quality === undefined ? 1 : Number(quality.slice(2));
  return { language: tag.split("-")[0] ?? "", weight: Number.isFinite(weight) ? weight : 0 };
}

/**
 * The language to answer in: the cookie if it names one of ours, else the best of Accept-Language
 * (RFC 9110, 12.5.4), else English. Reads nothing but its arguments, so it runs at the edge.
 */
export function negotiateLocale(
  acceptLanguage: string | null | undefined,
  cookie?: string | null,
): AppLocale {
  if (isLocale(cookie)) return cookie;
  const wishes = (acceptLanguage ?? "").slice(0, 500).split(",").map(parseWish);
  const known = wishes.filter((wish) => wish.weight > 0 && isLocale(wish.language));
  const best = known.sort((a, b) => b.weight - a.weight)[0]?.language;
  return isLocale(best) ? best : defaultLocale;
}
