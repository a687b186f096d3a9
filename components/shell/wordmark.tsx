import { Mark } from "@/components/shell/mark";

/** Mark and name, set as one word with the weight on its second half. */
export function Wordmark({ name }: { name: string }) {
  const [first, rest] = [name.slice(0, 2), name.slice(2)];
  return (
    <span className="flex items-center gap-2.5">
      <Mark className="size-8 staff:size-6" />
      <span
        className="font-display text-[1.3rem] leading-none tracking-tight staff:text-[1.15rem]"
        translate="no"
      >
        <span className="font-[380]">{first}</span>
        <span className="font-[740]">{rest}</span>
      </span>
    </span>
  );
}
