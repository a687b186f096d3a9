import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Namespace } from "@/i18n/messages";

const everywhere: Namespace[] = ["common", "kit", "errors"];

/**
 * Sends the named namespaces to the client components inside, with those every page has. Each page names what
 * its own client components say, so no page carries the words of another.
 */
export async function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: Namespace[];
  children: ReactNode;
}) {
  const messages = await getMessages();
  const chosen = [...everywhere, ...namespaces].map((name) => [name, messages[name]] as const);
  return <NextIntlClientProvider messages={Object.fromEntries(chosen)}>{children}</NextIntlClientProvider>;
}
