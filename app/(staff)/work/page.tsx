import { redirect } from "next/navigation";
import { requireStaff } from "@/server/platform/auth/pages";

/** Where staff begin: managers at the map, stock keepers at their shelves, everybody else at the desk. */
export default async function WorkPage(): Promise<never> {
  const { grants } = await requireStaff();
  const leads = grants.some(({ role }) => role === "manager");
  if (leads) redirect("/manage");
  const keepsStock = grants.length > 0 && grants.every(({ role }) => role === "stock_keeper");
  redirect(keepsStock ? "/stock" : "/desk");
}
