import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Article, ArticlePart, contactAddress, MailLink } from "../article";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("site.privacy"))("title") };
}

const parts = ["booking", "device", "visits", "limits", "keep"] as const;

export default async function PrivacyPage() {
  const t = await getTranslations("site.privacy");
  return (
    <Article title={t("title")} intro={t("intro")}>
      {parts.map((part) => (
        <ArticlePart key={part} title={t(`${part}.title`)}>
          <p>{t(`${part}.text`)}</p>
        </ArticlePart>
      ))}
      <ArticlePart title={t("rights.title")}>
        <p>
          {t.rich("rights.text", {
            address: contactAddress,
            mail: (words) => <MailLink>{words}</MailLink>,
          })}
        </p>
      </ArticlePart>
    </Article>
  );
}
