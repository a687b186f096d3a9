import type { ReactNode } from "react";
import { Document } from "@/components/shell/document";
import { Toaster } from "@/components/ui/toast";

export { pageMetadata as generateMetadata, viewport } from "@/components/shell/metadata";

export default function StaffLayout({ children }: { children: ReactNode }) {
  return (
    <Document density="staff">
      {children}
      <Toaster />
    </Document>
  );
}
