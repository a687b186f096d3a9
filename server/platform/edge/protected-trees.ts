/** Who a tree of pages is for. Pages check again; this only spares a person the way there and back. */
const trees = {
  work: "staff",
  desk: "staff",
  workshop: "staff",
  schedule: "staff",
  stock: "staff",
  money: "staff",
  customers: "staff",
  manage: "staff",
  account: "customer",
} as const;

/** The kind of person a path is for, or undefined where everybody may go. */
export function audienceOf(pathname: string): "staff" | "customer" | undefined {
  const first = pathname.split("/")[1] ?? "";
  return Object.hasOwn(trees, first) ? trees[first as keyof typeof trees] : undefined;
}
