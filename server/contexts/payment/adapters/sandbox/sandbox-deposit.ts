import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { env } from "@/server/platform/env";
import { depositById, type TransactionRow } from "../deposits";

/** A deposit that is paid with the sandbox; refuses with `not_found` any other, and where another provider is set. */
export async function sandboxDeposit(tx: Tx, id: string): Promise<TransactionRow> {
  const deposit = env().paymentProvider === "sandbox" ? await depositById(tx, id) : undefined;
  if (deposit === undefined || deposit.kind !== "deposit" || deposit.provider !== "sandbox") {
    throw new DomainError("not_found");
  }
  return deposit;
}
