import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CountScreen } from "@/components/inventory/stock/count-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";
import { placesOfPerson } from "../../places";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stock");
  return { title: t("countsHeading") };
}

export default async function CountPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requireStaff("stock_keeper", "technician", "manager");
  const [{ id }, places] = await Promise.all([params, placesOfPerson()]);
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["stock"]}>
        <CountScreen
          id={id}
          timeZones={Object.fromEntries(places.map((place) => [place.id, place.timeZone]))}
        />
      </ClientMessages>
    </StaffFrame>
  );
}
