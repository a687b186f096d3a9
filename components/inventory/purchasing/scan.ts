interface Scannable {
  partId: string;
  sku: string;
  supplierCode: string | null;
}

export type Scanned<Line> = { line: Line } | { problem: "unknown" | "damaged" | "ambiguous" };

/** Which line a scanned or typed code stands for, by our article code or the supplier's, however it is written. */
export function lineOf<Line extends Scannable>(code: string, lines: readonly Line[]): Scanned<Line> {
  const wanted = plain(code);
  // What a scanner could not make out comes as replacement or control characters, or as nothing at all.
  if (wanted === "" || /[\uFFFD\p{Cc}]/u.test(code.trim())) return { problem: "damaged" };
  const found = lines.filter(({ partId, sku, supplierCode }) =>
    [partId, sku, supplierCode ?? ""].some((each) => each !== "" && plain(each) === wanted),
  );
  const [line] = found;
  if (line === undefined) return { problem: "unknown" };
  return found.length === 1 ? { line } : { problem: "ambiguous" };
}

/** Without what scanners and labels put between the letters. */
function plain(code: string): string {
  return code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
