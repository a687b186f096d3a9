import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PrintedPurchase } from "@/components/inventory/purchasing/printed-purchase";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { isUuid } from "@/server/kernel/ids";
import { requireStaff } from "@/server/platform/auth/pages";
import { refusalOf } from "@/server/platform/trpc";
import { api } from "@/server/routers/api";
import { placesOfPerson } from "../../../places";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("purchasing");
  return { title: t("detail.print") };
}

export default async function PrintPurchasePage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requireStaff("stock_keeper", "technician", "manager");
  const [{ id }, places] = await Promise.all([params, placesOfPerson()]);
  const purchase = await purchaseCalled(id);
  const timeZone = places.find((place) => place.id === purchase.center.id)?.timeZone ?? "UTC";
  return (
    <StaffFrame person={person}>
      <ClientMessages>
        <PrintedPurchase purchase={purchase} timeZone={timeZone} />
      </ClientMessages>
    </StaffFrame>
  );
}

async function purchaseCalled(id: string) {
  if (!isUuid(id)) notFound();
  const { inventory } = await api();
  try {
    return await inventory.purchases.detail.query({ id });
  } catch (error) {
    if (["not_found", "not_allowed"].includes(refusalOf(error).code)) notFound();
    throw error;
  }
}
