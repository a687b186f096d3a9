"use client";

import { useRef, useState } from "react";
import {
  contentOf,
  type DraftContent,
  type DraftForm,
  type FormErrors,
  formOf,
} from "@/components/customer/desk/estimate/rows";
import type { Conflict } from "@/components/customer/desk/use-order-change";
import { type Problem, problemOf } from "@/components/trpc/problem";
import { useTRPCClient } from "@/components/trpc/provider";

interface Draft {
  revision: number;
  content: DraftContent;
}

/** A draft as it is typed and kept. When somebody else kept another one meanwhile, nothing is overwritten unasked. */
export function useDraft(
  workOrderId: string,
  currency: string,
  start: Draft,
  readDraft: () => Promise<Draft | null>,
) {
  const client = useTRPCClient();
  const [form, setForm] = useState<DraftForm>(() => formOf(start.content, currency));
  const [errors, setErrors] = useState<FormErrors>(new Set());
  const [problem, setProblem] = useState<Problem | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [busy, setBusy] = useState(false);
  const kept = useRef({ revision: start.revision, form });

  function type(part: Partial<DraftForm>) {
    setErrors(new Set());
    setProblem(null);
    setForm((before) => ({ ...before, ...part }));
  }

  /** Keeps what is typed; answers with the revision, or null when something stands in the way. */
  async function save(): Promise<number | null> {
    const { content, errors: found } = contentOf(form, currency);
    setErrors(found);
    if (found.size > 0) return null;
    if (kept.current.form === form && kept.current.revision > 0) return kept.current.revision;
    setBusy(true);
    setProblem(null);
    try {
      const { revision } = await client.customer.estimates.saveDraft.mutate({
        workOrderId,
        revision: kept.current.revision,
        content,
      });
      kept.current = { revision, form };
      setConflict(null);
      return revision;
    } catch (error) {
      refused(problemOf(error));
      return null;
    } finally {
      setBusy(false);
    }
  }

  function refused(refusal: Problem) {
    const { changedBy, changedByKind, changedAt } = refusal.details ?? {};
    if (refusal.code === "version_conflict" && typeof changedAt === "string") {
      setConflict({ name: String(changedBy ?? ""), kind: String(changedByKind ?? ""), at: changedAt });
    } else setProblem(refusal);
  }

  /** After a conflict: takes the other's draft, or keeps one's own over it at the next save. */
  async function settle(whose: "theirs" | "mine") {
    const theirs = await readDraft();
    kept.current = { ...kept.current, revision: theirs?.revision ?? 0 };
    if (whose === "theirs" && theirs !== null) {
      const next = formOf(theirs.content, currency);
      kept.current = { revision: theirs.revision, form: next };
      setForm(next);
    }
    setConflict(null);
  }

  const isChanged = kept.current.form !== form;
  return { form, type, errors, problem, setProblem, conflict, settle, busy, save, isChanged };
}
