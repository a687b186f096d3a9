import { getTranslations } from "next-intl/server";
import { Document } from "@/components/shell/document";
import { Lost } from "@/components/shell/lost";

export async function generateMetadata() {
  const t = await getTranslations("common.notFound");
  return { title: t("title") };
}

export default function GlobalNotFound() {
  return (
    <Document density="customer">
      <main className="m-auto">
        <Lost />
      </main>
    </Document>
  );
}
