"use client";

import { useTranslations } from "next-intl";
import type { Part } from "./parts";

export interface PartText {
  owner: string;
  name: string;
  value: string;
}

/** A part in the person's words. Services without words of ours are called as they call themselves. */
export function usePartText(): (part: Part) => PartText {
  const t = useTranslations("operations");
  return ({ owner, kind, name = "", value }) => {
    const service = `services.${name.replace(".", "_")}`;
    return {
      owner: t(`owners.${owner}`),
      name: t(`parts.${kind}`, { name: t.has(service) ? t(service) : name }),
      value: t(`values.${value.key}`, value.values),
    };
  };
}
