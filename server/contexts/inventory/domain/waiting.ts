/** An order that waits for a part. */
export interface Waiting {
  orderId: string;
  quantity: number;
  /** Null: nothing was promised. */
  promisedBy: string | null;
  waitingSince: string;
}

/**
 * Who of those who wait gets what has come: whoever was promised the earliest day first, then whoever waits longest.
 * Each gets all it wants or nothing; what is too little for one is there for the next. Never more than what came.
 */
export function whoIsServed<One extends Waiting>(waiting: readonly One[], came: number): One[] {
  let left = came;
  return waiting.toSorted(byPriority).filter(({ quantity }) => {
    if (quantity > left) return false;
    left -= quantity;
    return true;
  });
}

function byPriority(one: Waiting, other: Waiting): number {
  return rank(one) < rank(other) ? -1 : 1;
}

function rank({ promisedBy, waitingSince, orderId }: Waiting): string {
  return `${promisedBy ?? "9999"} ${waitingSince} ${orderId}`;
}
