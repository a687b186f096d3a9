/** Where money stands. Assets (till, provider, due) grow by debits, what we owe (held) and sales by credits. */
export interface Account {
  kind: "till" | "provider" | "held" | "due" | "sales";
  /** A centre for till and sales, a provider's name, an order's id for held and due. */
  owner: string;
}

/** One side of a posting: debits are positive, credits negative. */
export interface Line {
  account: Account;
  amountMinor: bigint;
  currency: string;
}

export interface Posting {
  kind: "capture" | "refund" | "charge" | "allocation";
  orderId: string;
  transactionId: string | null;
  lines: readonly Line[];
}

interface Amount {
  amountMinor: number;
  currency: string;
}

function move({ amountMinor, currency }: Amount, debit: Account, credit: Account): Line[] {
  const amount = BigInt(amountMinor);
  return [
    { account: debit, amountMinor: amount, currency },
    { account: credit, amountMinor: -amount, currency },
  ];
}

/** Money came in and is held for the order until the order is charged. */
export function capture(transactionId: string, orderId: string, where: Account, amount: Amount): Posting {
  const lines = move(amount, where, { kind: "held", owner: orderId });
  return { kind: "capture", orderId, transactionId, lines };
}

/** Money that was held goes back the way it came. */
export function refund(transactionId: string, orderId: string, where: Account, amount: Amount): Posting {
  const lines = move(amount, { kind: "held", owner: orderId }, where);
  return { kind: "refund", orderId, transactionId, lines };
}

/** The order costs something: its customer owes it, the centre has sold it. */
export function charge(orderId: string, serviceCenterId: string, amount: Amount): Posting {
  const lines = move(amount, { kind: "due", owner: orderId }, { kind: "sales", owner: serviceCenterId });
  return { kind: "charge", orderId, transactionId: null, lines };
}

/** Held money pays what is due. */
export function allocation(orderId: string, amount: Amount): Posting {
  const lines = move(amount, { kind: "held", owner: orderId }, { kind: "due", owner: orderId });
  return { kind: "allocation", orderId, transactionId: null, lines };
}
