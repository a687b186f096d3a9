import { redirect } from "next/navigation";
import { requireStaff } from "@/server/platform/auth/pages";

/** Where staff begin: managers at the map, everybody else at the desk. */
export default async function WorkPage(): Promise<never> {
  const { grants } = await requireStaff();
  const leads = grants.some(({ role }) => role === "manager");
  redirect(leads ? "/manage" : "/desk");
}
