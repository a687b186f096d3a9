"use client";

export { BareErrorPage as default } from "@/components/shell/error-page";
