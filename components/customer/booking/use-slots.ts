"use client";

import { useRef, useState } from "react";
import type { Answers } from "@/components/customer/booking/answers";
import { verbs } from "@/components/trpc/lazy";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { addDays } from "@/components/ui/month";
import type { SlotDay } from "@/components/ui/slots";

/** How far ahead the centres take bookings; later days come back as not open yet. */
const horizonDays = 60;

/** A centre's days: those the page came with, more as months are turned to, all anew after a slot was lost. */
export function useSlots({ centre = "", method = "drop_off", fault }: Answers, initial: SlotDay[]) {
  const [days, setDays] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(0);
  const first = initial[0]?.date ?? new Date().toISOString().slice(0, 10);
  const last = addDays(first, horizonDays);

  async function load(from: string, until: string, before: SlotDay[]) {
    const count = Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;
    latest.current += 1;
    const mine = latest.current;
    setBusy(true);
    setProblem(null);
    try {
      const { location } = await verbs();
      const found = await location.slots.list.query({
        id: centre,
        method,
        from,
        days: count,
        faultId: fault,
      });
      if (mine === latest.current) setDays([...before, ...found.days]);
    } catch (error) {
      if (mine === latest.current) setProblem(problemOf(error));
    }
    if (mine === latest.current) setBusy(false);
  }

  const known = days.at(-1)?.date ?? first;
  return {
    days,
    busy,
    problem,
    lastMonth: last.slice(0, 7),
    /** Asked when a month is turned to. */
    want: (month: string) => {
      if (known < last && month >= known.slice(0, 7)) load(addDays(known, 1), last, days);
    },
    reload: () => {
      load(first, known, []);
    },
  };
}
