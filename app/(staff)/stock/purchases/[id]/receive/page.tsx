import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReceiveScreen } from "@/components/inventory/purchasing/receive-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("purchasing");
  return { title: t("detail.receive") };
}

export default async function ReceivePage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requireStaff("stock_keeper", "manager");
  const { id } = await params;
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["stock", "purchasing"]}>
        <ReceiveScreen id={id} />
      </ClientMessages>
    </StaffFrame>
  );
}
