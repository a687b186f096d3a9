"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { StatusShape, type StatusTone } from "@/components/ui/status";

const manager = Toast.createToastManager<{ tone: StatusTone }>();

interface ToastOptions {
  title: string;
  text?: string;
  tone?: StatusTone;
  /** Undo, or whatever takes it back. */
  action?: { label: string; onPress: () => void };
}

/** Says what happened. It stays 6 s (12 s with an action), longer while pointed at; F6 reaches it. */
export function showToast({ title, text, tone = "done", action }: ToastOptions): string {
  return manager.add({
    title,
    description: text,
    data: { tone },
    priority: tone === "stop" ? "high" : "low",
    timeout: action ? 12_000 : 6_000,
    actionProps: action ? { children: action.label, onClick: action.onPress } : undefined,
  });
}

/** Stands once in a layout whose pages call showToast. */
export function Toaster() {
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport
          data-print="hide"
          className="fixed inset-x-4 bottom-4 z-60 flex flex-col gap-2 sm:left-auto sm:w-[24rem]"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

const toneColours: Record<StatusTone, string> = {
  idle: "text-muted",
  active: "text-info",
  waiting: "text-attention",
  stop: "text-stop",
  done: "text-signal",
};

function ToastList() {
  const t = useTranslations("kit");
  const { toasts } = Toast.useToastManager<{ tone: StatusTone }>();
  return toasts.map((toast) => {
    const tone = toast.data?.tone ?? "done";
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        swipeDirection={["right", "down"]}
        className="rounded-control border border-edge bg-raised shadow-float transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:translate-y-3 data-starting-style:opacity-0 data-limited:hidden"
      >
        <Toast.Content className="flex items-center gap-3 py-2 pr-2 pl-4">
          <StatusShape tone={tone} className={cx("size-3.5", toneColours[tone])} />
          <div className="min-w-0 flex-1 py-1">
            <Toast.Title className="font-sans font-semibold text-base leading-snug tracking-normal" />
            <Toast.Description className="text-muted text-sm" />
          </div>
          {toast.actionProps ? <Toast.Action className={buttonClass({ look: "quiet" })} /> : null}
          <Toast.Close aria-label={t("close")} className={buttonClass({ look: "quiet", square: true })}>
            <X aria-hidden="true" strokeWidth={1.75} className="size-4.5" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}
