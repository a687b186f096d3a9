"use client";

import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { MapLayerMouseEvent, MapRef } from "react-map-gl/maplibre";
import { AreasLayer, areaFills, type MapAreas } from "@/components/location/map/areas-layer";
import { basemap } from "@/components/location/map/basemap";
import { CentresLayer, centrePoints, type MapCentre } from "@/components/location/map/centres-layer";
import { useMapColours } from "@/components/location/map/map-colours";
import { type MapKit, MapKitContext } from "@/components/location/map/map-kit";
import { boundsOf, europe } from "@/components/location/map/view";

export interface MapSceneProps {
  /** What the map shows, for screen readers; the same must stand in a list or table beside it. */
  label: string;
  centres: MapCentre[];
  selectedId?: string | null;
  onSelect?: (centreId: string) => void;
  /** The place that was looked for. */
  place?: { lat: number; lng: number; name: string } | null;
  /** Points that the view should hold; it moves when they change. All of Europe without them. */
  fit?: { lat: number; lng: number }[];
  /** Pixels at its left side that something else lies over. */
  coveredLeft?: number;
  areas?: MapAreas;
  /** Layers of the children that can be pressed, and what a press on one says; centres lie above them. */
  pressable?: string[];
  onPressFeature?: (layerId: string, properties: Record<string, unknown>) => void;
  /** Any press on the map, with the area under it where areas are drawn. */
  onPress?: (point: { lat: number; lng: number; areaId?: string }) => void;
  /** Moving by one finger and zooming by the wheel alone; left off where the page itself scrolls. */
  grabsGestures?: boolean;
  /** The library's own map once it has drawn, for drawing tools. */
  onReady?: (map: ReturnType<MapRef["getMap"]>) => void;
  /** Further sources and layers: components that take `useMapKit()`. */
  children?: ReactNode;
}

interface Library {
  kit: MapKit;
  /** What only one of the two libraries knows: the token, the worker's address. */
  extra: object;
  /** What only one of the two libraries wants in the style. */
  styleExtra?: object;
}

/** The map itself, the same over either library. */
export function MapScene({ kit, extra, styleExtra, ...props }: MapSceneProps & Library) {
  const { centres, selectedId = null, onSelect, place, areas, onPress, children } = props;
  const t = useTranslations("kit.map");
  const map = useRef<MapRef>(null);
  const [ready, setReady] = useState(false);
  const [overCentre, setOverCentre] = useState(false);
  const [failed, setFailed] = useState(false);
  const colours = useMapColours();
  const style = useMemo(() => ({ ...basemap(colours), ...styleExtra }), [colours, styleExtra]);
  const bounds = props.fit && props.fit.length > 0 ? boundsOf(props.fit) : europe;
  const { coveredLeft = 0 } = props;
  const padding = useMemo(
    () => ({ top: viewPadding, right: viewPadding, bottom: viewPadding, left: viewPadding + coveredLeft }),
    [coveredLeft],
  );
  const target = JSON.stringify(bounds);
  const shown = useRef(target);

  useEffect(() => {
    if (!ready || shown.current === target) return;
    shown.current = target;
    map.current?.fitBounds(JSON.parse(target), { padding, maxZoom: 11, duration: 600 });
  }, [target, ready, padding]);

  function press(event: MapLayerMouseEvent) {
    const centre = event.features?.find((feature) => feature.layer.id === centrePoints);
    if (centre && onSelect) return onSelect(String(centre.properties.id));
    const other = event.features?.find((feature) => props.pressable?.includes(feature.layer.id));
    if (other && props.onPressFeature) return props.onPressFeature(other.layer.id, other.properties);
    const area = event.features?.find((feature) => feature.layer.id === areaFills);
    onPress?.({ ...event.lngLat, areaId: area?.properties.id });
  }

  if (failed)
    return <p className="grid h-full place-items-center p-6 text-center text-muted">{t("failed")}</p>;
  const { Map: MapView, Marker } = kit;
  return (
    <MapKitContext value={kit}>
      <MapView
        {...extra}
        ref={map}
        mapStyle={style}
        initialViewState={{ bounds, fitBoundsOptions: { padding, maxZoom: 11 } }}
        minZoom={2}
        maxZoom={14}
        dragRotate={false}
        pitchWithRotate={false}
        touchPitch={false}
        cooperativeGestures={!props.grabsGestures}
        interactiveLayerIds={[centrePoints, ...(props.pressable ?? []), ...(areas ? [areaFills] : [])]}
        cursor={overCentre && onSelect ? "pointer" : undefined}
        onMouseMove={(event) =>
          setOverCentre(event.features?.some((feature) => feature.layer.id !== areaFills) ?? false)
        }
        onClick={press}
        onLoad={(event) => {
          setReady(true);
          props.onReady?.(event.target);
        }}
        // An error without a map means that it can't be drawn at all; a tile that failed is not worth a word.
        onError={() => setFailed(map.current === null)}
        attributionControl={{ compact: true }}
        locale={{
          "Map.Title": props.label,
          "AttributionControl.ToggleAttribution": t("sources"),
          "CooperativeGesturesHandler.WindowsHelpText": t("gestures.windows"),
          "CooperativeGesturesHandler.MacHelpText": t("gestures.mac"),
          "CooperativeGesturesHandler.MobileHelpText": t("gestures.touch"),
          "ScrollZoomBlocker.CtrlMessage": t("gestures.windows"),
          "ScrollZoomBlocker.CmdMessage": t("gestures.mac"),
          "TouchPanBlocker.Message": t("gestures.touch"),
        }}
      >
        <CentresLayer centres={centres} selectedId={selectedId} colours={colours} />
        {areas ? <AreasLayer areas={areas} colours={colours} /> : null}
        {place ? (
          <Marker longitude={place.lng} latitude={place.lat} anchor="bottom">
            <PlacePin name={place.name} />
          </Marker>
        ) : null}
        {children}
      </MapView>
      <ZoomButtons
        zoomIn={t("zoomIn")}
        zoomOut={t("zoomOut")}
        onZoom={(by) => map.current?.easeTo({ zoom: (map.current?.getZoom() ?? 4) + by, duration: 200 })}
      />
    </MapKitContext>
  );
}

const viewPadding = 44;

function PlacePin({ name }: { name: string }) {
  return (
    <svg role="img" aria-label={name} viewBox="0 0 28 36" className="h-9 w-7" fill="none">
      <path
        d="M14 35 4.5 22V8L11 1.5h6L23.5 8v14Z"
        fill="var(--ink)"
        stroke="var(--raised)"
        strokeWidth="1.5"
      />
      <circle cx="14" cy="13.5" r="4.5" fill="var(--raised)" />
    </svg>
  );
}

interface ZoomButtonsProps {
  zoomIn: string;
  zoomOut: string;
  onZoom: (by: number) => void;
}

function ZoomButtons({ zoomIn, zoomOut, onZoom }: ZoomButtonsProps) {
  const look =
    "grid size-11 staff:size-8 place-items-center border border-edge bg-raised font-mono text-xl leading-none hover:bg-sunken";
  return (
    <div className="absolute top-2 right-2 grid" data-print="hide">
      <button
        type="button"
        aria-label={zoomIn}
        onClick={() => onZoom(1)}
        className={`${look} rounded-t-control`}
      >
        +
      </button>
      <button
        type="button"
        aria-label={zoomOut}
        onClick={() => onZoom(-1)}
        className={`${look} -mt-px rounded-b-control`}
      >
        −
      </button>
    </div>
  );
}
