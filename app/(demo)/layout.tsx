import type { ReactNode } from "react";
import { Document } from "@/components/shell/document";

export { pageMetadata as generateMetadata, viewport } from "@/components/shell/metadata";

/** Pages that exist in a demo only; they speak the person's language, so the path carries none. */
export default function DemoLayout({ children }: { children: ReactNode }) {
  return <Document density="customer">{children}</Document>;
}
