"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CornerField } from "./corner-field";
import {
  addCornerAfter,
  type Corner,
  cornersOf,
  mayRemove,
  moveCorner,
  removeCorner,
  type Shape,
} from "./shape";

interface CornerTableProps {
  shape: Shape;
  onDraw: (shape: Shape) => void;
  /** Shows on the map which corner is meant. */
  onMark: (corner: Corner) => void;
}

const cornersAtOnce = 12;

/** Every corner of the border as numbers: the way without a mouse, and the exact one. */
export function CornerTable({ shape, onDraw, onMark }: CornerTableProps) {
  const t = useTranslations("manage.edit");
  const [first, setFirst] = useState(0);
  const corners = cornersOf(shape);
  const from = Math.min(first, Math.max(0, corners.length - 1));
  const shown = corners.slice(from, from + cornersAtOnce);
  const range = { from: from + 1, to: from + shown.length, total: corners.length };
  return (
    <details className="border-line border-t pt-2">
      <summary className="min-h-6 font-semibold">{t("corners")}</summary>
      <table className="mt-2 w-full">
        <thead className="text-left text-muted text-sm">
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t("latitude")}</th>
            <th scope="col">{t("longitude")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {shown.map((corner, index) => {
            const number = from + index + 1;
            const move = (to: { lat: number; lng: number }) => onDraw(moveCorner(shape, corner, to));
            return (
              <tr key={number} onFocus={() => onMark(corner)}>
                <th scope="row" className="pr-1 text-right font-mono font-normal text-muted text-sm">
                  {number}
                </th>
                <td className="p-0.5">
                  <CornerField
                    label={t("cornerLatitude", { corner: number })}
                    value={corner.lat}
                    most={90}
                    onChange={(lat) => move({ lat, lng: corner.lng })}
                  />
                </td>
                <td className="p-0.5">
                  <CornerField
                    label={t("cornerLongitude", { corner: number })}
                    value={corner.lng}
                    most={180}
                    onChange={(lng) => move({ lat: corner.lat, lng })}
                  />
                </td>
                <td className="whitespace-nowrap">
                  <Button
                    look="quiet"
                    square
                    aria-label={t("addAfter", { corner: number })}
                    onClick={() => onDraw(addCornerAfter(shape, corner))}
                    icon={<Plus aria-hidden="true" strokeWidth={1.75} className="size-4" />}
                  />
                  <Button
                    look="quiet"
                    square
                    aria-label={t("remove", { corner: number })}
                    disabled={!mayRemove(shape, corner)}
                    onClick={() => onDraw(removeCorner(shape, corner))}
                    icon={<Trash2 aria-hidden="true" strokeWidth={1.75} className="size-4" />}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="flex flex-wrap items-center justify-between gap-1 pt-1">
        <Button
          look="quiet"
          disabled={from === 0}
          onClick={() => setFirst(Math.max(0, from - cornersAtOnce))}
        >
          {t("earlier")}
        </Button>
        <span role="status" className="text-muted text-sm tabular-nums">
          {t("cornersRange", range)}
        </span>
        <Button
          look="quiet"
          disabled={range.to >= range.total}
          onClick={() => setFirst(from + cornersAtOnce)}
        >
          {t("later")}
        </Button>
      </div>
    </details>
  );
}
