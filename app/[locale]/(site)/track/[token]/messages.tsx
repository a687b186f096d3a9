import { getLocale, getTranslations } from "next-intl/server";
import { MessageForm } from "@/components/customer/tracking/message-form";
import { cx } from "@/components/ui/cx";
import { dayAndTime } from "@/components/ui/format";
import { Section } from "./section";
import type { Tracked } from "./tracked";

/** The thread with the centre, oldest first, and the box to write in. */
export async function Messages({ order, token }: { order: Tracked; token: string }) {
  const [t, locale] = await Promise.all([getTranslations("tracking.messages"), getLocale()]);
  const { messages, serviceCenter, allowedActions } = order;
  const mayWrite = allowedActions.includes("write");
  if (messages.length === 0 && !mayWrite) return null;
  return (
    <Section id="messages" title={t("title")}>
      {messages.length === 0 ? <p className="text-muted">{t("none")}</p> : null}
      <ol className="grid gap-3">
        {messages.map(({ id, at, direction, body }) => {
          const own = direction === "from_customer";
          return (
            <li
              key={id}
              className={cx(
                "rounded-control border px-4 py-3",
                own ? "ml-8 border-signal bg-signal-wash" : "mr-8 border-edge bg-raised",
              )}
            >
              <p className="flex flex-wrap justify-between gap-x-4 text-muted text-sm">
                <span>{own ? t("you") : t("us", { centre: serviceCenter.name })}</span>
                <time dateTime={at}>{dayAndTime(at, serviceCenter.timeZone, locale)}</time>
              </p>
              <p dir="auto" className="mt-1 whitespace-pre-line break-words">
                {body}
              </p>
            </li>
          );
        })}
      </ol>
      {mayWrite ? <MessageForm token={token} /> : null}
    </Section>
  );
}
