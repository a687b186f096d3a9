"use client";

import { type MapCentre, MapPanel } from "@/components/location/map-panel";
import { useRouter } from "@/i18n/navigation";

interface NetworkMapProps {
  label: string;
  centres: MapCentre[];
  token: string | null;
}

/** All centres of Europe; pressing one opens its page. The list of the same stands one link away. */
export function NetworkMap({ label, centres, token }: NetworkMapProps) {
  const router = useRouter();
  return (
    <MapPanel
      label={label}
      token={token}
      centres={centres}
      areas={{ method: "drop_off" }}
      onSelect={(id) => router.push(`/find/${id}`)}
      className="h-[26rem] rounded-control border border-edge sm:h-[32rem]"
    />
  );
}
