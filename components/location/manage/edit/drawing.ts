import type { Position } from "geojson";
import type { TerraDraw, TerraDrawExtend } from "terra-draw";
import type { MapColours } from "@/components/location/map/map-colours";
import type { Shape } from "./shape";

/** The outlines of an area on the map, whose corners can be dragged, added and removed. */
export interface Drawing {
  show: (shape: Shape) => void;
  stop: () => void;
}

interface DrawingOptions {
  /** The library's own map, of whichever of the two it is. */
  map: unknown;
  library: "maplibre" | "mapbox";
  colours: MapColours;
  onDraw: (part: number, outline: Position[]) => void;
}

type HexColour = `#${string}`;

/** Only outer borders are drawn: the holes of an area stay as they are. */
export async function startDrawing({ map, library, colours, onDraw }: DrawingOptions): Promise<Drawing> {
  const [{ TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode }, adapter] = await Promise.all([
    import("terra-draw"),
    adapterFor(map, library),
  ]);
  const [signal, raised, ink] = [colours.signal, colours.raised, colours.ink] as HexColour[];
  const select = new TerraDrawSelectMode({
    // Escape and Delete belong to the page: the whole area is not to vanish by one key.
    keyEvents: null,
    allowManualDeselection: false,
    flags: {
      polygon: {
        feature: { coordinates: { midpoints: { draggable: true }, draggable: true, deletable: true } },
      },
    },
    styles: {
      selectedPolygonColor: signal,
      selectedPolygonFillOpacity: 0.14,
      selectedPolygonOutlineColor: signal,
      selectedPolygonOutlineWidth: 2.5,
      selectionPointColor: raised,
      selectionPointOutlineColor: ink,
      selectionPointOutlineWidth: 2,
      selectionPointWidth: 5,
      midPointColor: signal,
      midPointOutlineColor: raised,
      midPointOutlineWidth: 1,
      midPointWidth: 3,
    },
  });
  const draw = new TerraDraw({
    adapter,
    modes: [
      select,
      new TerraDrawPolygonMode({
        styles: { fillColor: signal, fillOpacity: 0.1, outlineColor: signal, outlineWidth: 2 },
      }),
    ],
    idStrategy: { isValidId: (id) => typeof id === "string", getId: () => `made-${made++}` },
  });
  let made = 0;
  draw.start();
  draw.setMode("select");
  draw.on("finish", (id) => {
    const outline = outlineOf(draw, id);
    if (outline !== undefined) onDraw(partOf(id), outline);
  });
  return { show: (shape) => show(draw, shape), stop: () => stop(draw) };
}

async function adapterFor(
  map: unknown,
  library: DrawingOptions["library"],
): Promise<TerraDrawExtend.TerraDrawBaseAdapter> {
  if (library === "mapbox") {
    const { TerraDrawMapboxGLAdapter } = await import("terra-draw-mapbox-gl-adapter");
    // MapPanel drew this map with this library.
    return new TerraDrawMapboxGLAdapter({ map: map as never });
  }
  const { TerraDrawMapLibreGLAdapter } = await import("terra-draw-maplibre-gl-adapter");
  return new TerraDrawMapLibreGLAdapter({ map });
}

function partId(part: number): string {
  return `part-${part}`;
}

function partOf(id: unknown): number {
  return Number(String(id).slice("part-".length));
}

function outlineOf(draw: TerraDraw, id: string | number): Position[] | undefined {
  const geometry = draw.getSnapshotFeature(id)?.geometry;
  return geometry?.type === "Polygon" ? geometry.coordinates[0] : undefined;
}

/** Draws a shape that came from elsewhere, and leaves alone what is drawn like that already. */
function show(draw: TerraDraw, shape: Shape): void {
  const drawn = new Set(
    draw
      .getSnapshot()
      .map(({ id }) => String(id))
      .filter((id) => id.startsWith("part-")),
  );
  const asDrawn =
    drawn.size === shape.length &&
    shape.every((rings, part) => {
      const outline = draw.hasFeature(partId(part)) ? outlineOf(draw, partId(part)) : undefined;
      return JSON.stringify(outline) === JSON.stringify(rings[0]);
    });
  if (asDrawn) return;
  draw.clear();
  draw.addFeatures(
    shape.map((rings, part) => ({
      id: partId(part),
      type: "Feature" as const,
      properties: { mode: "polygon" },
      geometry: { type: "Polygon" as const, coordinates: [rings[0] ?? []] },
    })),
  );
  const largest = shape.reduce(
    (best, rings, part) => ((rings[0]?.length ?? 0) > (shape[best]?.[0]?.length ?? 0) ? part : best),
    0,
  );
  if (draw.hasFeature(partId(largest))) draw.selectFeature(partId(largest));
}

function stop(draw: TerraDraw): void {
  try {
    draw.stop();
  } catch {
    // The map is gone, or drew itself anew in another theme: nothing is left to take away.
  }
}
