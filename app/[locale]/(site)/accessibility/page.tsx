import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Article, ArticlePart, contactAddress, MailLink } from "../article";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("site.accessibility"))("title") };
}

const means = ["keyboard", "map", "time", "colour", "motion", "zoom"] as const;

export default async function AccessibilityPage() {
  const t = await getTranslations("site.accessibility");
  return (
    <Article title={t("title")} intro={t("intro")}>
      <ArticlePart title={t("goal.title")}>
        <p>{t("goal.text")}</p>
      </ArticlePart>
      <ArticlePart title={t("how.title")}>
        <ul className="grid list-disc gap-1 pl-5">
          {means.map((mean) => (
            <li key={mean}>{t(`how.${mean}`)}</li>
          ))}
        </ul>
      </ArticlePart>
      <ArticlePart title={t("limits.title")}>
        <p>{t("limits.text")}</p>
      </ArticlePart>
      <ArticlePart title={t("tell.title")}>
        <p>
          {t.rich("tell.text", { address: contactAddress, mail: (words) => <MailLink>{words}</MailLink> })}
        </p>
      </ArticlePart>
    </Article>
  );
}
