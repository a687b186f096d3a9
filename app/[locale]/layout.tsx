import type { ReactNode } from "react";
import { Document } from "@/components/shell/document";

export { pageMetadata as generateMetadata, viewport } from "@/components/shell/metadata";

export default function LocaleLayout({ children }: { children: ReactNode }) {
  return <Document density="customer">{children}</Document>;
}
