import { getLocale, getTranslations } from "next-intl/server";
import { EstimateAnswer } from "@/components/customer/tracking/estimate-answer";
import { day, dayAndTime } from "@/components/ui/format";
import { EstimateLines } from "./estimate-lines";
import { type EstimateVersion, lastMoment } from "./estimates";

interface EstimateBodyProps {
  token: string;
  version: EstimateVersion;
  centre: { timeZone: string; phone: string };
}

/** How a version stands, in a sentence; its lines, and the answer where it waits for one. */
export async function EstimateBody({ token, version, centre }: EstimateBodyProps) {
  const [t, locale] = await Promise.all([getTranslations("tracking.estimate"), getLocale()]);
  const { state, answer } = version;
  const words = t(`state.${state}`, {
    day: day(lastMoment(version.validUntil), centre.timeZone, locale),
    when: dayAndTime(answer?.at ?? version.sentAt, centre.timeZone, locale),
    phone: centre.phone,
  });
  return (
    <div className="grid gap-4">
      <p className={state === "open" || state === "expired" ? "border-attention border-l-3 pl-4" : undefined}>
        {words}
      </p>
      {state === "open" ? (
        <>
          <div className="hidden print:block">
            <EstimateLines version={version} />
          </div>
          <EstimateAnswer
            key={version.version}
            token={token}
            version={version.version}
            lines={version.lines}
            total={version.total}
            vatRate={version.vatRate}
          />
        </>
      ) : (
        <EstimateLines version={version} />
      )}
    </div>
  );
}
