import type { ReactNode } from "react";

export type PartName = "chip" | "tag" | "cable" | "trace";

const solid = {
  stroke: "var(--ink)",
  strokeWidth: 1.75,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const missing = {
  stroke: "var(--signal)",
  strokeWidth: 1.75,
  strokeDasharray: "4 5",
  strokeLinecap: "round",
} as const;

/** Pads of an empty chip socket, drawn once per side. */
const pads = [46, 56, 66, 76, 86, 96].map((x) => `M${x} 22v9M${x} 89v9`).join("");
const sidePads = [42, 52, 62, 72].map((y) => `M24 ${y}h9M107 ${y}h9`).join("");

const drawings: Record<PartName, ReactNode> = {
  chip: (
    <>
      <path {...solid} d={pads} transform="translate(-1 0)" />
      <path {...solid} d={sidePads} transform="translate(0 3)" />
      <rect {...missing} x="38" y="36" width="64" height="48" rx="4" />
      <circle {...missing} cx="48" cy="46" r="3" strokeDasharray="0" />
      <path
        {...solid}
        d="M2 60h22M116 54h10l12-12h20M116 66h24l8 8h10M66 98v8l8 8h20"
        transform="translate(-1 0)"
      />
    </>
  ),
  tag: (
    <>
      <path {...solid} d="M34 16h92M80 16v12a8 8 0 1 1-8 8" />
      <path
        {...missing}
        d="M62 52h36a6 6 0 0 1 6 6v16a6 6 0 0 0 0 12v16a6 6 0 0 1-6 6H62a6 6 0 0 1-6-6V86a6 6 0 0 0 0-12V58a6 6 0 0 1 6-6Z"
      />
      <circle {...missing} cx="80" cy="62" r="4.5" strokeDasharray="0" />
      <path {...missing} d="M66 80h28M66 92h18" />
    </>
  ),
  cable: (
    <>
      <path {...solid} d="M4 84h22l14-14h10M50 60h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H50ZM74 66h10M74 74h10" />
      <path {...solid} d="M156 36h-22l-14 14h-10" />
      <path {...missing} d="M110 40H94a4 4 0 0 0-4 4v12a4 4 0 0 0 4 4h16Z" />
      <path {...missing} d="M94 70l6 6M104 66l8 4M90 78l2 8" strokeDasharray="0" />
    </>
  ),
  trace: (
    <>
      <path {...solid} d="M10 30h30l18 18h24" strokeWidth="3" stroke="var(--signal)" />
      <circle cx="10" cy="30" r="5" stroke="var(--signal)" strokeWidth="5" fill="var(--paper)" />
      <path {...missing} d="M82 48h14l30 30h12" />
      <circle {...missing} cx="146" cy="78" r="8" />
      <path {...solid} d="M4 66h30l22 22h36l10 10h20M10 100h24l8-8h10" stroke="var(--edge)" />
      <circle cx="126" cy="98" r="4" stroke="var(--edge)" strokeWidth="1.75" />
    </>
  ),
};

/** A line drawing of what is missing: the board as it is, in dashes the part that is not there. */
export function PartDrawing({ part }: { part: PartName }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 160 120" className="h-30 w-40" fill="none">
      {drawings[part]}
    </svg>
  );
}
