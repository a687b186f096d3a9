export const kinds = ["accepted", "damaged", "wrong", "surplus"] as const;
export type Kind = (typeof kinds)[number];

/** What somebody has counted of each part so far, as typed. */
export type Counted = Readonly<Record<string, Readonly<Partial<Record<Kind, string>>>>>;

export function typedOf(counted: Counted, partId: string, kind: Kind): string {
  return counted[partId]?.[kind] ?? "";
}

export function withTyped(counted: Counted, partId: string, kind: Kind, typed: string): Counted {
  return { ...counted, [partId]: { ...counted[partId], [kind]: typed } };
}

/** Digits only; empty is none, and what is no number of pieces is null. */
export function piecesOf(typed: string): number | null {
  const text = typed.trim();
  if (text === "") return 0;
  const pieces = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return pieces <= 100_000 ? pieces : null;
}

/** One more of what was scanned: into the stock as long as any is owed, beyond that surplus. */
export function scannedOne(
  counted: Counted,
  { partId, outstanding }: { partId: string; outstanding: number },
): { counted: Counted; kind: "accepted" | "surplus"; count: number } {
  const accepted = piecesOf(typedOf(counted, partId, "accepted")) ?? 0;
  const kind = accepted < outstanding ? "accepted" : "surplus";
  const count = (piecesOf(typedOf(counted, partId, kind)) ?? 0) + 1;
  return { counted: withTyped(counted, partId, kind, String(count)), kind, count };
}

/** What is sent: the lines of which anything came. Null where something typed is no number. */
export function linesToSend(counted: Counted) {
  const lines = Object.keys(counted).map((partId) => {
    const of = (kind: Kind) => piecesOf(typedOf(counted, partId, kind));
    return {
      partId,
      accepted: of("accepted"),
      damaged: of("damaged"),
      wrong: of("wrong"),
      surplus: of("surplus"),
    };
  });
  const good = lines.flatMap(({ partId, accepted, damaged, wrong, surplus }) =>
    accepted === null || damaged === null || wrong === null || surplus === null
      ? []
      : [{ partId, accepted, damaged, wrong, surplus }],
  );
  if (good.length < lines.length) return null;
  return good.filter(({ accepted, damaged, wrong, surplus }) => accepted + damaged + wrong + surplus > 0);
}
