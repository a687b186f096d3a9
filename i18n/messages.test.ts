import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { defaultLocale, locales } from "@/i18n/locales";
import { namespaces } from "@/i18n/messages";
import { errorCodes } from "@/server/kernel/errors";

const folder = join(import.meta.dirname, "..", "messages");

type Tree = { [key: string]: string | Tree };

/** `a.b.c` → text, for every leaf. */
function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const leaves = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") leaves.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) leaves.set(path, text);
  }
  return leaves;
}

function read(locale: string, namespace: string): Map<string, string> {
  return flatten(JSON.parse(readFileSync(join(folder, locale, `${namespace}.json`), "utf8")));
}

/** The arguments and tags of a message with their kinds; plural forms may differ between languages. */
function parametersOf(text: string): string {
  const found = new Set<string>();
  function collect(elements: MessageFormatElement[]) {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      found.add(`${element.value}:${TYPE[element.type]}`);
      if (element.type === TYPE.tag) collect(element.children);
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        for (const option of Object.values(element.options)) collect(option.value);
      }
    }
  }
  collect(parse(text));
  return [...found].sort().join(" ");
}

test("each language has exactly the namespaces that are loaded", () => {
  for (const locale of locales) {
    const files = readdirSync(join(folder, locale)).map((name) => name.replace(/\.json$/, ""));
    expect(files.sort(), locale).toEqual([...namespaces].sort());
  }
});

for (const namespace of namespaces) {
  const source = read(defaultLocale, namespace);
  for (const locale of locales) {
    const translated = read(locale, namespace);

    test(`${namespace} says the same things in ${locale} as in ${defaultLocale}`, () => {
      expect([...translated.keys()].sort()).toEqual([...source.keys()].sort());
    });

    test(`${namespace} has no empty sentence in ${locale}`, () => {
      const empty = [...translated].filter(([, text]) => text.trim() === "").map(([key]) => key);
      expect(empty).toEqual([]);
    });

    test(`${namespace} takes the same parameters in ${locale} as in ${defaultLocale}`, () => {
      for (const [key, text] of source) {
        const other = translated.get(key) ?? "";
        expect(parametersOf(other), `${locale} ${namespace}.${key}`).toBe(parametersOf(text));
      }
    });
  }
}

test("every error code has its sentence", () => {
  const sentences = read(defaultLocale, "errors");
  expect(errorCodes.filter((code) => !sentences.has(code))).toEqual([]);
});
