"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { problemOf } from "@/components/trpc/problem";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { AreaPanel } from "./area-panel";
import { CellPanel } from "./cell-panel";
import { CentrePanel } from "./centre-panel";
import { AreaEditor } from "./edit/area-editor";
import type { AreaCommands } from "./edit/use-area-commands";
import type { AreaEdit } from "./edit/use-area-edit";
import type { Area, AreaDetail, CentreLoad, UnmetCell } from "./facts";
import { PanelFrame } from "./panel-frame";
import type { ChangeView } from "./use-view";
import { cellKey, type View } from "./view";

interface DetailPanelProps {
  view: View;
  change: ChangeView;
  choose: (patch: Partial<View>) => void;
  centres: CentreLoad[];
  areas: Area[];
  cells: UnmetCell[];
  area: { isError: boolean; error: unknown; refetch: () => unknown };
  detail: AreaDetail | undefined;
  edit: AreaEdit;
  commands: AreaCommands;
  onMark: (point: { lat: number; lng: number } | null) => void;
  takesFocus: RefObject<boolean>;
}

/** What was chosen in map or table: a centre, one of its areas, the editing of it, or a cell. */
export function DetailPanel(props: DetailPanelProps) {
  const { view, change, onMark, takesFocus } = props;
  const t = useTranslations("manage");

  function close() {
    onMark(null);
    change({ centre: null, area: null, cell: null, editing: false }, "push");
    // Back to the row that it was opened from.
    document.querySelector<HTMLElement>("tr[aria-current], tr[tabindex='0']")?.focus();
  }
  const shown = `${view.centre} ${view.area} ${view.cell} ${view.editing}`;
  const frame = { shown, takesFocus, onClose: close };

  if (view.cell !== null) {
    const cell = props.cells.find((one) => cellKey(one) === view.cell);
    return (
      <PanelFrame {...frame} title={t("area.cellTitle", { place: cell?.place?.name ?? view.cell })}>
        {cell ? (
          <CellPanel cell={cell} onAsk={() => change({ at: { lat: cell.lat, lng: cell.lng } })} />
        ) : (
          <p className="text-muted">{t("table.nothing")}</p>
        )}
      </PanelFrame>
    );
  }
  if (view.area !== null) return <OfArea {...props} frame={frame} />;
  const centre = props.centres.find(({ serviceCenterId }) => serviceCenterId === view.centre);
  return (
    <PanelFrame {...frame} title={centre?.name ?? t("panel.label")}>
      {centre ? (
        <CentrePanel
          centre={centre}
          areas={props.areas.filter(({ serviceCenterId }) => serviceCenterId === view.centre)}
          onArea={({ areaId, method }) => props.choose({ area: areaId, method })}
        />
      ) : props.centres.length > 0 ? (
        <p className="text-muted">{t("panel.missing")}</p>
      ) : (
        <Skeleton />
      )}
    </PanelFrame>
  );
}

type Frame = Pick<Parameters<typeof PanelFrame>[0], "shown" | "takesFocus" | "onClose">;

function OfArea(props: DetailPanelProps & { frame: Frame }) {
  const { view, change, choose, area, detail, edit, commands, onMark, takesFocus, frame } = props;
  const t = useTranslations("manage");
  const shown = edit.base ?? detail;
  const words = shown && { method: t(`methods.${shown.method}`), city: shown.city };

  function leave() {
    onMark(null);
    takesFocus.current = true;
    change({ editing: false });
  }
  if (!words || !shown) {
    return (
      <PanelFrame {...frame} title={t("panel.label")}>
        {area.isError ? (
          <ProblemNotice {...problemOf(area.error)} onRetry={() => void area.refetch()} />
        ) : (
          <Skeleton lines={5} />
        )}
      </PanelFrame>
    );
  }
  if (edit.base && view.editing) {
    return (
      <PanelFrame {...frame} onClose={leave} keepOnEscape title={t("edit.title", words)}>
        <AreaEditor
          key={`${edit.base.areaId} ${edit.base.version}`}
          base={edit.base}
          edit={edit}
          commands={commands}
          onMark={onMark}
          onLeave={leave}
        />
      </PanelFrame>
    );
  }
  return (
    <PanelFrame {...frame} title={t("area.title", words)}>
      <AreaPanel
        area={shown}
        onEdit={() => {
          takesFocus.current = true;
          change({ editing: true });
        }}
        onUndo={(version) => commands.undo(shown.areaId, shown.version, version)}
        undoing={commands.undoing}
        onCentre={() => choose({ area: null, tab: "centres" })}
      />
    </PanelFrame>
  );
}
