"use client";

import { useSyncExternalStore } from "react";

/** A slot that is kept for this browser. */
export interface Hold {
  id: string;
  /** What it was taken for, so that another choice is seen to need another hold. */
  key: string;
  start: string;
  end: string;
  /** When it is given back, by this browser's clock. */
  deadline: number;
  extensionsLeft: number;
}

export interface Contact {
  name: string;
  email: string;
  phone: string;
  description: string;
  line: string;
  postcode: string;
  city: string;
}

/** One try at booking: the same words again carry the same key, so that they take effect once. */
export interface Attempt {
  key: string;
  body: string;
  /** Sent, and no answer came back: it may have been booked. */
  unsure: boolean;
}

/** What must not stand in the address: kept in this tab until the booking is made or the tab is closed. */
export interface Draft {
  hold?: Hold;
  contact: Contact;
  attempt?: Attempt;
}

const storageKey = "booking";
const emptyContact: Contact = {
  name: "",
  email: "",
  phone: "",
  description: "",
  line: "",
  postcode: "",
  city: "",
};
const empty: Draft = { contact: emptyContact };

let current: Draft | undefined;
const listeners = new Set<() => void>();

function stored(): Draft {
  try {
    const text = sessionStorage.getItem(storageKey);
    if (text === null) return empty;
    const draft = JSON.parse(text) as Partial<Draft>;
    return { ...draft, contact: { ...emptyContact, ...draft.contact } };
  } catch {
    // Storage may be off or hold something older; the form then begins empty.
    return empty;
  }
}

export function readDraft(): Draft {
  current ??= stored();
  return current;
}

export function changeDraft(change: Partial<Draft>): void {
  write({ ...readDraft(), ...change });
}

export function clearDraft(): void {
  write(empty);
}

function write(draft: Draft): void {
  current = draft;
  try {
    if (draft === empty) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(draft));
  } catch {
    // Without storage the draft still lives in memory, only not over a reload.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Null on the server and until the browser has taken over: nobody's draft is ever rendered there. */
export function useDraft(): Draft | null {
  return useSyncExternalStore(subscribe, readDraft, () => null);
}
