import type { ReactNode } from "react";
import { Document } from "@/components/shell/document";
import { Toaster } from "@/components/ui/toast";

export { pageMetadata as generateMetadata, viewport } from "@/components/shell/metadata";

/** A customer's own pages: their language comes from their settings, so the path carries none. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <Document density="customer">
      {children}
      <Toaster />
    </Document>
  );
}
