"use client";

import { Search } from "lucide-react";
import { type ComponentType, useEffect, useRef, useState } from "react";
import type { ComboboxProps } from "@/components/ui/combobox";
import { controlClass } from "@/components/ui/input";

/**
 * A Combobox whose own part is fetched when somebody turns to it: until then an input that looks and is announced
 * the same. What is typed while it loads is taken over.
 */
export function LazyCombobox<Item>(props: Omit<ComboboxProps<Item>, "begun">) {
  const { value, itemLabel, placeholder, control } = props;
  const [Loaded, setLoaded] = useState<ComponentType<ComboboxProps<Item>> | null>(null);
  const box = useRef<HTMLInputElement>(null);
  /** The box while somebody is in it. */
  const visited = useRef<HTMLInputElement>(null);
  const entered = useRef(false);
  const label = value === null ? undefined : itemLabel(value);

  async function load() {
    const { Combobox } = await import("@/components/ui/combobox");
    setLoaded(() => Combobox<Item>);
  }

  // Somebody may be in it before the page has woken up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on waking
  useEffect(() => {
    if (document.activeElement !== box.current) return;
    visited.current = box.current;
    load();
  }, []);

  function begun() {
    return visited.current === null ? undefined : { text: visited.current.value, entered: entered.current };
  }

  // Asked when the real box is there, so that not even a letter typed meanwhile is lost.
  if (Loaded !== null) return <Loaded {...props} begun={begun} />;
  return (
    <div className="relative">
      <Search
        aria-hidden="true"
        strokeWidth={1.75}
        className="pointer-events-none absolute inset-y-0 left-3 my-auto size-[1.1em] text-muted staff:left-2"
      />
      <input
        {...control}
        // A choice made elsewhere on the page is another input with another text.
        key={label}
        ref={box}
        role="combobox"
        aria-expanded="false"
        aria-haspopup="listbox"
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={placeholder}
        defaultValue={label}
        onFocus={() => {
          visited.current = box.current;
          load();
        }}
        onBlur={() => {
          visited.current = null;
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || value !== null || event.currentTarget.value === "") return;
          event.preventDefault();
          entered.current = true;
        }}
        onPointerEnter={load}
        className={`${controlClass} min-h-control pr-11 pl-10 staff:pr-9 staff:pl-8`}
      />
    </div>
  );
}
