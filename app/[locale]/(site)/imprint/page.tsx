import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { Link } from "@/i18n/navigation";
import { env } from "@/server/platform/env";
import { Article, ArticlePart, contactAddress, MailLink } from "../article";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("site.imprint"))("title") };
}

export default async function ImprintPage() {
  await connection();
  const t = await getTranslations("site.imprint");
  return (
    <Article title={t("title")}>
      <ArticlePart title={t("who")}>
        <p>{t("whoText")}</p>
        {env().mode === "demo" ? <p className="border-attention border-l-3 pl-4">{t("demo")}</p> : null}
      </ArticlePart>
      <ArticlePart title={t("contact")}>
        <p>
          <MailLink>{contactAddress}</MailLink>
        </p>
        <p>
          {t.rich("centres", {
            link: (words) => (
              <Link href="/find" className="text-ink underline underline-offset-3">
                {words}
              </Link>
            ),
          })}
        </p>
      </ArticlePart>
      <ArticlePart title={t("sources")}>
        <p>{t("sourcesText")}</p>
      </ArticlePart>
    </Article>
  );
}
