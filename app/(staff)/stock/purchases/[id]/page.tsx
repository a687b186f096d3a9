import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PurchaseScreen } from "@/components/inventory/purchasing/purchase-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";
import { placesOfPerson } from "../../places";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("purchasing");
  return { title: t("order") };
}

export default async function PurchasePage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requireStaff("stock_keeper", "technician", "manager");
  const [{ id }, places] = await Promise.all([params, placesOfPerson()]);
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["stock", "purchasing"]}>
        <PurchaseScreen
          id={id}
          timeZones={Object.fromEntries(places.map((place) => [place.id, place.timeZone]))}
        />
      </ClientMessages>
    </StaffFrame>
  );
}
