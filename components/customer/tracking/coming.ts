/** The stations a customer thinks in, each with the states in which it still lies ahead. */
const stations = [
  { id: "received", before: ["booked"] },
  {
    id: "repairing",
    before: ["booked", "received", "diagnosing", "awaiting_approval", "approved", "awaiting_parts"],
  },
  {
    id: "ready",
    before: [
      "booked",
      "received",
      "diagnosing",
      "awaiting_approval",
      "approved",
      "awaiting_parts",
      "repairing",
      "quality_check",
    ],
  },
  {
    id: "handed_over",
    before: [
      "booked",
      "received",
      "diagnosing",
      "awaiting_approval",
      "approved",
      "awaiting_parts",
      "repairing",
      "quality_check",
      "ready",
    ],
  },
] as const;

/** What still lies ahead of an order; nothing once it has ended. */
export function comingAfter(status: string): (typeof stations)[number]["id"][] {
  return stations.filter(({ before }) => (before as readonly string[]).includes(status)).map(({ id }) => id);
}
