import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TransfersScreen } from "@/components/inventory/stock/transfers-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";
import { placesOfPerson } from "../places";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stock");
  return { title: t("transfersHeading") };
}

interface TransfersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TransfersPage({ searchParams }: TransfersPageProps) {
  const person = await requireStaff("stock_keeper", "technician", "manager");
  const [{ centre, show }, places] = await Promise.all([searchParams, placesOfPerson()]);
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["stock"]}>
        <TransfersScreen places={places} centre={[centre].flat()[0]} over={[show].flat()[0] === "over"} />
      </ClientMessages>
    </StaffFrame>
  );
}
