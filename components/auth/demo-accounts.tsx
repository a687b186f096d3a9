"use client";

import { useTranslations } from "next-intl";

export interface DemoAccountCard {
  email: string;
  password: string;
  name: string;
  /** What they do, in the person's language. */
  work: string;
}

interface DemoAccountsProps {
  accounts: DemoAccountCard[];
  onChoose: (account: DemoAccountCard) => void;
}

/** In a demo: who one can sign in as. A press fills the form, so that signing in itself is seen too. */
export function DemoAccounts({ accounts, onChoose }: DemoAccountsProps) {
  const t = useTranslations("account.staff.demo");
  if (accounts.length === 0) return null;
  return (
    <section aria-labelledby="demo-accounts" className="border-edge border-t border-dashed pt-5">
      <h2 id="demo-accounts" className="text-base">
        {t("title")}
      </h2>
      <p className="mt-1 text-muted text-sm">{t("text")}</p>
      <ul className="mt-3 grid gap-2">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              onClick={() => onChoose(account)}
              className="flex min-h-control w-full flex-wrap items-baseline justify-between gap-x-4 rounded-control border border-edge bg-raised px-4 py-2 text-left hover:border-ink hover:bg-sunken"
            >
              <span className="font-semibold">{account.name}</span>
              <span className="text-sm">{account.work}</span>
              <span className="w-full break-all font-mono text-muted text-xs">{account.email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
