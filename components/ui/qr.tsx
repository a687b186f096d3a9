import "server-only";
import bwip from "bwip-js/node";

interface QrProps {
  text: string;
  /** What the code leads to, in words. */
  label: string;
  className?: string;
}

const quietModules = 3;

/** A QR code drawn on the server: black on white in every theme, as scanners want it. */
export function Qr({ text, label, className = "size-32" }: QrProps) {
  const symbol = bwip.raw("qrcode", text, "eclevel=M")[0];
  if (symbol === undefined || !("pixs" in symbol)) return null;
  const { pixs, pixx } = symbol;
  const dark = pixs.flatMap((pixel, index) =>
    pixel ? [`M${(index % pixx) + quietModules} ${Math.floor(index / pixx) + quietModules}h1v1h-1z`] : [],
  );
  const edge = pixx + 2 * quietModules;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${edge} ${edge}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <path fill="#fff" d={`M0 0h${edge}v${edge}H0z`} />
      <path fill="#000" d={dark.join("")} />
    </svg>
  );
}
