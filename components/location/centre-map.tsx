"use client";

import { type MapCentre, MapPanel } from "@/components/location/map-panel";

interface CentreMapProps {
  label: string;
  centre: MapCentre;
  token: string | null;
}

/** One centre with the area that is nearest to it. */
export function CentreMap({ label, centre, token }: CentreMapProps) {
  return (
    <MapPanel
      label={label}
      token={token}
      centres={[centre]}
      selectedId={centre.id}
      fit={[centre]}
      areas={{ method: "drop_off", centreId: centre.id }}
      className="h-96 rounded-control border border-edge lg:h-[34rem]"
    />
  );
}
