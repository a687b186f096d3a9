import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common.notFound");
  return { title: t("title") };
}

/** Unknown paths below a language get our own page, in that language and inside the site's frame. */
export default function UnknownPage(): never {
  notFound();
}
