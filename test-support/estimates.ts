import { randomUUID } from "node:crypto";
import { trackingToken } from "@/server/contexts/customer/adapters/tracking-link";
import { callBy, staff } from "./calls";
import { gent } from "./network";
import { diagnosedOrder } from "./orders";

/** An estimate of work for 96.80 and a part for 163.35 euro, VAT included. */
export function estimateContent() {
  return {
    finding: "The panel is cracked, the cable is fine.",
    days: 3,
    replacementMinor: null as number | null,
    lines: [
      { id: randomUUID() as string, kind: "labour" as const, text: "Labour", quantity: 1, unitMinor: 9_680 },
      { id: randomUUID() as string, kind: "part" as const, text: "Display", quantity: 1, unitMinor: 16_335 },
    ],
  };
}

const desk = () => callBy(staff({ role: "front_desk", serviceCenterId: gent.id })).contexts.customer;

/** An order whose first estimate was sent, with the secret of its link and the ids of its two lines. */
export async function orderWithEstimate() {
  const { id, reference, version } = await diagnosedOrder();
  const content = estimateContent();
  const { revision } = await desk().estimates.saveDraft.mutate({ workOrderId: id, revision: 0, content });
  const sent = await desk().estimates.send.mutate({ id, expectedVersion: version, revision });
  const [labour = "", part = ""] = content.lines.map((line) => line.id);
  return { id, reference, version: sent.version, token: trackingToken(id, 1), labour, part };
}

/** Writes the draft of another version, with the first line alone; what is returned sends it. */
export async function draftAnother(id: string, expectedVersion: number) {
  const content = { ...estimateContent(), finding: "It is the cable after all." };
  content.lines = content.lines.slice(0, 1);
  const { revision } = await desk().estimates.saveDraft.mutate({ workOrderId: id, revision: 0, content });
  return () => desk().estimates.send.mutate({ id, expectedVersion, revision });
}
