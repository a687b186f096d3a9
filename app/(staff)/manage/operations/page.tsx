import { getTranslations } from "next-intl/server";
import { OperationsScreen } from "@/components/operations/operations-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";

export async function generateMetadata() {
  const t = await getTranslations("operations");
  return { title: t("title"), robots: { index: false } };
}

export default async function OperationsPage() {
  const person = await requireStaff("admin");
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["operations"]}>
        <OperationsScreen />
      </ClientMessages>
    </StaffFrame>
  );
}
