"use client";

import { useTranslations } from "next-intl";
import type { ContextFacts, Overview } from "@/server/platform/operations/overview";
import { ConsumersPanel } from "./consumers-panel";
import { DatabasePanel, FeedPanel, LogPanel } from "./database-panels";
import { JobsPanel, TwoPhasePanel } from "./jobs-panels";
import { LettersPanel } from "./letters-panel";
import type { Part } from "./parts";
import { DependencyPanel, LimitsPanel, ProcessPanel } from "./process-panels";
import { SagasPanel } from "./sagas-panel";

interface PanelBodyProps {
  part: Part;
  overview: Overview;
  onChanged: () => void;
}

/** What there is to know of a part, and to do about it. */
export function PanelBody({ part, overview, onChanged }: PanelBodyProps) {
  if (part.kind === "limits") return <LimitsPanel limits={overview.portal.limits} />;
  if (part.kind === "service") return null;
  const facts = overview.contexts.find(({ context }) => context === part.owner);
  const own = part.owner === "portal" ? overview.portal : facts?.state?.service;
  if (part.kind === "process") return own ? <ProcessPanel facts={own.process} /> : null;
  if (part.kind === "dependency") {
    const dependency = own?.dependencies.find(({ name }) => name === part.name);
    return dependency ? <DependencyPanel facts={dependency} /> : null;
  }
  return facts ? <OfContext part={part} facts={facts} onChanged={onChanged} /> : null;
}

interface OfContextProps {
  part: Part;
  facts: ContextFacts;
  onChanged: () => void;
}

function OfContext({ part, facts, onChanged }: OfContextProps) {
  const t = useTranslations("operations.panel");
  const { context, state, sagas, deadLetters, jobs, twoPhase } = facts;
  const silent = <p className="text-muted">{t("notThere")}</p>;
  switch (part.kind) {
    case "database":
      return state ? <DatabasePanel database={state.database} /> : silent;
    case "feed":
      return state?.log ? <FeedPanel log={state.log} /> : silent;
    case "log":
      return state?.log ? <LogPanel log={state.log} /> : silent;
    case "consumers":
      return state ? <ConsumersPanel consumers={state.consumers} /> : silent;
    case "letters":
      return deadLetters ? (
        <LettersPanel context={context} letters={deadLetters} onChanged={onChanged} />
      ) : (
        silent
      );
    case "sagas":
      return sagas ? <SagasPanel context={context} sagas={sagas} onChanged={onChanged} /> : silent;
    case "jobs":
      return jobs ? <JobsPanel jobs={jobs} /> : silent;
    case "twoPhase":
      return twoPhase ? <TwoPhasePanel transactions={twoPhase} /> : silent;
    default:
      return null;
  }
}
