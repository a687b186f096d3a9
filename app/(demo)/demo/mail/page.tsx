import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getFormatter, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { env } from "@/server/platform/env";
import { keptMails } from "@/server/platform/mail";

export async function generateMetadata() {
  const t = await getTranslations("account.demoMail");
  return { title: t("title"), robots: { index: false } };
}

/** What a demo would have mailed. In production there is no such page. */
export default async function DemoMailPage() {
  await connection();
  if (env().mode !== "demo") notFound();
  const [t, format, mails] = await Promise.all([
    getTranslations("account.demoMail"),
    getFormatter(),
    keptMails(),
  ]);
  return (
    <main className="mx-auto w-full max-w-3xl px-4 py-8">
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-2 text-muted">{t("text")}</p>
      {mails.length === 0 ? <EmptyState part="tag" title={t("empty")} text={t("emptyText")} /> : null}
      <ol className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-4">
        {mails.map((mail) => (
          <li key={mail.id}>
            <article
              className="wrap-anywhere rounded-ticket border border-edge bg-raised p-5"
              lang={mail.locale}
            >
              <h2 className="text-lg">{mail.subject}</h2>
              <p className="mt-1 text-muted text-sm">
                <span className="font-mono">{mail.to}</span> ·{" "}
                <time dateTime={mail.createdAt.toISOString()}>
                  {format.dateTime(mail.createdAt, { dateStyle: "medium", timeStyle: "medium" })} UTC
                </time>
              </p>
              <p className="mt-4 whitespace-pre-line">
                <WithLinks text={mail.text} />
              </p>
            </article>
          </li>
        ))}
      </ol>
    </main>
  );
}

/** The text as a mail program shows it: addresses can be followed. */
function WithLinks({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
      <a key={index} href={part} className="text-signal underline underline-offset-3">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
