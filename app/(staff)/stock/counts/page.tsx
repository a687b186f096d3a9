import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CountsScreen } from "@/components/inventory/stock/counts-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";
import { placesOfPerson } from "../places";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stock");
  return { title: t("countsHeading") };
}

interface CountsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CountsPage({ searchParams }: CountsPageProps) {
  const person = await requireStaff("stock_keeper", "technician", "manager");
  const [{ centre }, places] = await Promise.all([searchParams, placesOfPerson()]);
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["stock"]}>
        <CountsScreen places={places} centre={[centre].flat()[0]} />
      </ClientMessages>
    </StaffFrame>
  );
}
