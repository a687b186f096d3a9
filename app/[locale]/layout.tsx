import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Document } from "@/components/shell/document";
import { isLocale } from "@/i18n/locales";

export { pageMetadata as generateMetadata, viewport } from "@/components/shell/metadata";

interface LocaleLayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

export default async function LocaleLayout({ children, params }: LocaleLayoutProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return <Document density="customer">{children}</Document>;
}
