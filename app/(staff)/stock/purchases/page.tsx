import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PurchasesScreen } from "@/components/inventory/purchasing/purchases-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";
import { placesOfPerson } from "../places";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("purchasing");
  return { title: t("heading") };
}

export default async function PurchasesPage() {
  const person = await requireStaff("stock_keeper", "technician", "manager");
  const places = await placesOfPerson();
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["stock", "purchasing"]}>
        <PurchasesScreen places={places} />
      </ClientMessages>
    </StaffFrame>
  );
}
