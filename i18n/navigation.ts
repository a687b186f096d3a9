import { createNavigation } from "next-intl/navigation";
import { routing } from "@/i18n/routing";

/** Links and routing inside `[locale]`: paths are written without the prefix, which is added here. */
export const { Link, getPathname, redirect, usePathname, useRouter } = createNavigation(routing);
