"use client";

import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { useMapColours } from "@/components/location/map/map-colours";
import { type MapCentre, MapPanel } from "@/components/location/map-panel";
import type { Shape } from "./edit/shape";
import { useDrawing } from "./edit/use-drawing";
import type { Area, CentreLoad, UnmetCell } from "./facts";
import { loadClass, loadRadius, loadTint } from "./load-tint";
import { UnmetLayer, unmetPoints } from "./unmet-layer";
import type { View } from "./view";

interface CoverageMapProps {
  token: string | null;
  view: View;
  centres: CentreLoad[];
  areas: Area[];
  cells: UnmetCell[];
  fit: { lat: number; lng: number }[] | undefined;
  /** A point that is spoken about. */
  pin: { lat: number; lng: number; name: string } | null;
  revision: number;
  choose: (patch: Partial<View>) => void;
  /** What is being drawn; null while nothing is edited. */
  drawn: Shape | null;
  onDraw: (shape: Shape) => void;
}

export function CoverageMap(props: CoverageMapProps) {
  const { token, view, centres, areas, cells, fit, pin, revision, choose, drawn, onDraw } = props;
  const t = useTranslations("manage.map");
  const isWide = useIsWide();
  const [map, setMap] = useState<unknown>(null);
  const marks = useLoadMarks(centres);
  const shows = (layer: View["layers"][number]) => view.layers.includes(layer);
  const editing = drawn !== null;
  useDrawing({
    map: editing ? map : null,
    library: token ? "mapbox" : "maplibre",
    shape: drawn ?? [],
    onDraw,
  });

  function chooseArea(areaId: string | undefined) {
    const area = areas.find((one) => one.areaId === areaId);
    if (area) choose({ tab: "areas", centre: area.serviceCenterId, area: area.areaId, cell: null });
  }

  return (
    <MapPanel
      label={t("label")}
      token={token}
      className="h-full"
      grabsGestures={isWide}
      coveredLeft={isWide ? railPixels : 0}
      centres={shows("centres") ? marks : []}
      selectedId={view.centre}
      onSelect={editing ? () => {} : (centre) => choose({ tab: "centres", centre, area: null, cell: null })}
      place={pin}
      fit={fit}
      areas={
        shows("areas") || editing
          ? {
              method: view.method,
              centreId: view.centre,
              areaId: view.area,
              withoutId: editing ? view.area : null,
              revision,
            }
          : undefined
      }
      pressable={shows("unmet") && !editing ? [unmetPoints] : []}
      onPressFeature={(_, { key }) => choose({ tab: "unmet", cell: String(key), centre: null, area: null })}
      onPress={editing ? undefined : ({ areaId }) => chooseArea(areaId)}
      onReady={setMap}
    >
      {shows("unmet") ? <UnmetLayer cells={cells} selected={view.cell} /> : null}
    </MapPanel>
  );
}

/** The legend lies over the map where there is room for both. */
const railPixels = 190;
const wide = "(min-width: 64rem)";

function useIsWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(wide);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => window.matchMedia(wide).matches,
  );
}

/** Centres by load: tint, size and number say the same. */
function useLoadMarks(centres: CentreLoad[]): MapCentre[] {
  const { raised, signal, ink } = useMapColours();
  return centres.map(({ serviceCenterId, city, lat, lng, loadPercent }) => {
    const of = loadClass(loadPercent);
    return {
      id: serviceCenterId,
      name: city,
      lat,
      lng,
      mark: {
        fill: loadTint(of, raised, signal),
        ink: of === "high" || of === "over" ? raised : ink,
        radius: loadRadius[of],
        number: loadPercent === null ? "" : String(loadPercent),
      },
    };
  });
}
