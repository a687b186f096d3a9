import { getTranslations } from "next-intl/server";
import { CoverageScreen } from "@/components/location/manage/coverage-screen";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { requireStaff } from "@/server/platform/auth/pages";
import { env } from "@/server/platform/env";

export async function generateMetadata() {
  const t = await getTranslations("manage");
  return { title: t("title"), robots: { index: false } };
}

export default async function ManagePage() {
  const person = await requireStaff("manager");
  return (
    <StaffFrame person={person}>
      <ClientMessages namespaces={["manage"]}>
        <CoverageScreen mapToken={env().mapboxToken ?? null} />
      </ClientMessages>
    </StaffFrame>
  );
}
