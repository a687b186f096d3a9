"use client";

import { MoreHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MoveChoice, Order } from "@/components/customer/desk/types";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";

interface MoveBarProps {
  order: Order;
  busy: boolean;
  onChoose: (choice: MoveChoice) => void;
}

/** The moves that lead on from here as buttons; the rest in a menu, each with the reason why not. */
export function MoveBar({ order, busy, onChoose }: MoveBarProps) {
  const t = useTranslations("desk");
  const open = order.moves.filter(({ refusal, move }) => refusal === null && move !== "cancel");
  const others = order.moves.filter((choice) => !open.includes(choice));

  function reason({ refusal, roles }: MoveChoice): string | undefined {
    if (refusal === null) return undefined;
    if (refusal === "status") return t("moves.notFromHere", { status: t(`status.${order.status}`) });
    return t("moves.onlyRoles", { roles: roles.map((role) => t(`role.${role}`)).join(", ") });
  }

  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2">
      <legend className="sr-only">{t("moves.label")}</legend>
      {open.length === 0 ? <p className="text-muted">{t("moves.none")}</p> : null}
      {open.map((choice, index) => (
        <Button
          key={choice.move}
          look={index === 0 ? "primary" : "secondary"}
          busy={busy && index === 0}
          aria-keyshortcuts={choice.move === "receive" ? "r n" : index === 0 ? "n" : undefined}
          onClick={() => onChoose(choice)}
        >
          {t(`move.${choice.move}`)}
        </Button>
      ))}
      <Menu
        trigger={
          <Button
            look="quiet"
            icon={<MoreHorizontal aria-hidden="true" strokeWidth={1.75} className="size-4" />}
          >
            {t("moves.more")}
          </Button>
        }
        groups={[
          {
            id: "moves",
            items: others.map((choice) => ({
              id: choice.move,
              label: t(`move.${choice.move}`),
              disabledReason: reason(choice),
              tone: choice.move === "cancel" ? ("stop" as const) : undefined,
              onSelect: () => onChoose(choice),
            })),
          },
        ]}
      />
    </fieldset>
  );
}
