import { z } from "zod";

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const rings = z.array(z.array(position)).min(1);

/** GeoJSON (RFC 7946) of an area, longitude before latitude. */
export const areaGeometrySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: rings }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(rings).min(1) }),
]);
export type AreaGeometry = z.infer<typeof areaGeometrySchema>;
