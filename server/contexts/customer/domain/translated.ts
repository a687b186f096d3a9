/** A text that stands in several languages: the asked one, else English, else whichever there is. */
export function textIn(texts: Readonly<Record<string, string>>, locale: string): string {
  const language = locale.split("-")[0] ?? locale;
  return texts[locale] ?? texts[language] ?? texts.en ?? Object.values(texts)[0] ?? "";
}
