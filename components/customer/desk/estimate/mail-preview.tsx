"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC } from "@/components/trpc/provider";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";

interface MailPreviewProps {
  workOrderId: string;
  revision: number;
  name: string;
}

/** The mail as the customer will get it, in their language; the link in it opens the lines to answer. */
export function MailPreview({ workOrderId, revision, name }: MailPreviewProps) {
  const t = useTranslations("desk.estimate");
  const trpc = useTRPC();
  const preview = useQuery(
    trpc.customer.estimates.previewMail.queryOptions({ workOrderId, revision }, { retry: false }),
  );
  if (preview.isError) return <ProblemNotice {...problemOf(preview.error)} />;
  if (preview.isPending) return <Skeleton lines={8} />;
  const { locale, subject, text } = preview.data;
  return (
    <section aria-label={t("previewLabel", { name })} className="grid gap-3">
      <h3 className="text-base">{t("previewLabel", { name })}</h3>
      <article lang={locale} className="grid gap-3 rounded-control border border-edge bg-paper p-4">
        <p>
          <strong>{subject}</strong>
        </p>
        <p className="whitespace-pre-line break-words border-line border-t pt-3">{text}</p>
      </article>
    </section>
  );
}
