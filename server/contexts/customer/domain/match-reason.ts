import { wordsOf } from "./order-search";

/** Why an order is among the findings: the field that has it, and what stands there. */
export interface Reason {
  field: "name" | "email" | "device" | "fault" | "description";
  text: string;
}

export interface SearchedTexts {
  name: string;
  email: string;
  device: string;
  /** As the person reads it, and in the other languages that it is found by. */
  fault: { shown: string; all: readonly string[] };
  description: string | null;
}

/** Letters before and after the words in a text that is too long to show. */
const around = 40;

/** The fields that hold the words, each word at the first that has it. `spellings`: what each word may also be. */
export function reasonsOf(spellings: readonly string[][], texts: SearchedTexts): Reason[] {
  const fields: [Reason, string][] = [
    [{ field: "name", text: texts.name }, texts.name],
    [{ field: "email", text: texts.email }, texts.email],
    [{ field: "device", text: texts.device }, texts.device],
    [{ field: "fault", text: texts.fault.shown }, texts.fault.all.join(" ")],
  ];
  const found = spellings.map((spelling) => {
    const [reason] = fields.find(([, text]) => wordsOf(text).some((word) => isOneOf(word, spelling))) ?? [];
    return reason ?? excerpt(texts.description, spelling);
  });
  const reasons = found.filter((reason) => reason !== undefined);
  return reasons.filter(({ field }, at) => reasons.findIndex((other) => other.field === field) === at);
}

function excerpt(description: string | null, spelling: readonly string[]): Reason | undefined {
  const line = description?.replace(/\s+/g, " ").trim() ?? "";
  for (const { index, 0: word } of line.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)) {
    if (!wordsOf(word).some((part) => isOneOf(part, spelling))) continue;
    const end = index + word.length + around;
    const start = Math.max(0, index - around);
    return {
      field: "description",
      text: `${start > 0 ? "…" : ""}${line.slice(start, end).trim()}${end < line.length ? "…" : ""}`,
    };
  }
  return undefined;
}

/** Whether a word begins as one of the spellings does, or has most of its stem: "Akkus" for "akku", "broken" for "broke". */
function isOneOf(word: string, spelling: readonly string[]): boolean {
  return spelling.some((wanted) => {
    if (word.startsWith(wanted)) return true;
    const stem = Math.max(4, Math.min(word.length, wanted.length) - 2);
    return word.length >= stem && wanted.length >= stem && word.slice(0, stem) === wanted.slice(0, stem);
  });
}
