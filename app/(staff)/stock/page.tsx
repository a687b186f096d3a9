import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LevelsScreen } from "@/components/inventory/stock/levels-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";
import { placesOfPerson } from "./places";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stock");
  return { title: t("title") };
}

export default async function StockPage() {
  const person = await requireStaff("stock_keeper", "technician", "manager");
  const places = await placesOfPerson();
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["stock"]}>
        <LevelsScreen places={places} />
      </ClientMessages>
    </StaffFrame>
  );
}
