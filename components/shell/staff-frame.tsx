import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SignOutButton } from "@/components/auth/sign-out-button";
import { StaffShell } from "@/components/shell/staff-shell";
import type { Grant, Role } from "@/server/kernel/actor";

/** The rooms of the house that staff work in, and who may enter; an admin may enter all. */
const rooms = [
  { href: "/desk", label: "desk", roles: ["front_desk", "technician", "manager"] },
  { href: "/stock", label: "stock", roles: ["stock_keeper", "technician", "manager"] },
  { href: "/manage", label: "coverage", roles: ["manager"] },
  { href: "/manage/operations", label: "operations", roles: [] },
] as const satisfies { href: string; label: string; roles: readonly Role[] }[];

interface StaffFrameProps {
  /** As `requireStaff` answered: the page has checked already who may see it. */
  person: { name: string; grants: readonly Grant[] };
  /** The thin line that always says what is late, what arrives, what waits. */
  live?: ReactNode;
  children: ReactNode;
}

/** The shell with the sections that this person may open. */
export async function StaffFrame({ person, live, children }: StaffFrameProps) {
  const [t, locale] = await Promise.all([getTranslations("common.nav"), getLocale()]);
  const sections = rooms
    .filter(({ roles }) =>
      person.grants.some(({ role }) => role === "admin" || roles.some((r) => r === role)),
    )
    .map(({ href, label }) => ({ href, label: t(label) }));
  return (
    <StaffShell
      sections={sections}
      person={person.name}
      live={live}
      signOut={<SignOutButton to={`/${locale}/sign-in/staff`} />}
    >
      {children}
    </StaffShell>
  );
}
