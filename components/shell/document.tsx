import "@/app/globals.css";
import { headers } from "next/headers";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { fontVariables } from "@/components/shell/fonts";
import { Providers } from "@/components/shell/providers";

interface DocumentProps {
  density: "customer" | "staff";
  children: ReactNode;
}

/**
 * The html element of every root layout. The edge sends the page's CSP nonce in `x-nonce`; reading it makes
 * each page render per request, which a nonce needs anyway.
 */
export async function Document({ density, children }: DocumentProps) {
  const [locale, headerStore] = await Promise.all([getLocale(), headers()]);
  const nonce = headerStore.get("x-nonce") ?? undefined;
  return (
    // The theme script sets data-theme before React wakes up.
    <html lang={locale} data-density={density} className={fontVariables} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col">
        <ClientMessages>
          <Providers nonce={nonce}>{children}</Providers>
        </ClientMessages>
      </body>
    </html>
  );
}
