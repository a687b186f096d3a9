import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";

/** Title pattern, description and icons shared by every root layout; pages set their own `title`. */
export async function pageMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("description"),
    applicationName: t("name"),
    icons: { icon: [{ url: "/icon.svg", type: "image/svg+xml" }], apple: "/apple-icon.png" },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf6" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1311" },
  ],
};
