import type { SplitLayout } from "@/scripts/split/layout";

export interface KeptLayout extends SplitLayout {
  logs: string;
}

const name = "SPLIT_LAYOUT";

/** The set-up runs once, in a process of its own; what it found goes to the journeys' processes by the environment. */
export function keepLayout(layout: KeptLayout): void {
  process.env[name] = JSON.stringify(layout);
}

export function keptLayout(): KeptLayout {
  return JSON.parse(process.env[name] ?? "") as KeptLayout; // written above
}
