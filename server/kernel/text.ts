import { z } from "zod";

const controls = /\p{Cc}+/gu;
/** Marks that turn the reading direction of what follows: in a one-line field they only disguise. */
const directionOverrides = /[\u202A-\u202E\u2066-\u2069]/g;

/** A line as a person typed it: any script, no line breaks or control characters, single spaces. */
export function lineOf(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(controls, " ")
    .replace(directionOverrides, "")
    .replace(/ +/g, " ")
    .trim();
}

/** A text of several lines as a person typed it, without the characters that no person types. */
export function paragraphsOf(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]+/gu, "")
    .trim();
}

/** Length as people count it: an emoji is one character. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** One line of at most so many characters, not empty. */
export function lineSchema(charactersAtMost: number) {
  return z
    .string()
    .max(charactersAtMost * 8)
    .transform(lineOf)
    .refine((line) => line !== "" && lengthOf(line) <= charactersAtMost);
}

/** The id of a device, fault or centre as it comes from outside: unknown ones are told apart later. */
export const referenceIdSchema = z
  .string()
  .min(1)
  .max(120)
  .refine((id) => !id.match(controls));
