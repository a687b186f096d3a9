import { CalendarPlus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";

interface DocumentsProps {
  token: string;
  locale: string;
  /** Only a time that lies ahead belongs in a calendar. */
  calendar: boolean;
}

export async function Documents({ token, locale, calendar }: DocumentsProps) {
  const t = await getTranslations("tracking.documents");
  return (
    <div className="flex flex-wrap gap-2" data-print="hide">
      {calendar ? (
        <a
          href={`/api/calendar/${token}?lang=${locale}`}
          download
          className={buttonClass({ look: "secondary" })}
        >
          <CalendarPlus aria-hidden="true" strokeWidth={1.75} className="size-5" />
          {t("calendar")}
        </a>
      ) : null}
      <PrintButton label={t("print")} />
    </div>
  );
}
