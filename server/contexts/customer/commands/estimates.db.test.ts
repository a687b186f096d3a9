import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { database, rows } from "@/db/client";
import type { Role } from "@/server/kernel/actor";
import { inTransaction } from "@/server/platform/verb";
import { callBy, insideVerb, staff } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { draftAnother, estimateContent, orderWithEstimate } from "@/test-support/estimates";
import { gent, krakow, seedNetwork } from "@/test-support/network";
import { bookedOrder, diagnosedOrder } from "@/test-support/orders";
import { trackEstimate } from "../queries/track-estimate";
import { answerTracked, recordAnswer } from "./answer-estimate";
import { remindOfEstimates } from "./remind-of-estimates";
import { sendDueMails } from "./send-due-mails";

freshDatabases();
beforeAll(seedNetwork);

const as = (role: Role, serviceCenterId: string | null = gent.id) =>
  callBy(staff({ role, serviceCenterId })).contexts.customer;
const desk = () => as("front_desk");
const guest = () => callBy().contexts.customer;
const later = (days: number) => () => new Date(Date.now() + days * 86_400_000);

async function mailsOf(id: string): Promise<string[]> {
  const db = await database("customer");
  const found = await db.read((tx) =>
    rows<{ template: string }>(
      tx,
      sql`select template from customer.mails where work_order_id = ${id}::uuid order by created_at`,
    ),
  );
  return found.map(({ template }) => template);
}

describe("a draft", () => {
  test("begins with labour, the likely part and VAT of the country, in the customer's words", async () => {
    const { id } = await diagnosedOrder();
    const { content, vatRate, currency } = await as("technician").estimates.suggest.query({
      workOrderId: id,
    });
    expect({ vatRate, currency }).toEqual({ vatRate: "0.21", currency: "EUR" });
    expect(content.lines.map(({ kind, text, unitMinor }) => ({ kind, text, unitMinor }))).toEqual([
      // 80.00 and 100.00 × 1.35, each with 21 %.
      { kind: "labour", text: "Arbeit", unitMinor: 9_680 },
      { kind: "part", text: "Ersatzteil", unitMinor: 16_335 },
    ]);
  });

  test("is kept as far as it is written, and the second of two who write is told so", async () => {
    const { id } = await diagnosedOrder();
    const content = { ...estimateContent(), finding: "", days: null };
    const first = await desk().estimates.saveDraft.mutate({ workOrderId: id, revision: 0, content });
    expect(first).toEqual({ revision: 1 });
    const again = { workOrderId: id, content: { ...content, finding: "Mine" } };
    await expect(desk().estimates.saveDraft.mutate({ ...again, revision: 0 })).rejects.toMatchObject({
      data: { code: "version_conflict", details: { changedByKind: "staff", changedAt: expect.any(String) } },
    });
    expect(await desk().estimates.saveDraft.mutate({ ...again, revision: 1 })).toEqual({ revision: 2 });
    await expect(desk().estimates.saveDraft.mutate({ ...again, revision: 1 })).rejects.toThrow(
      "version_conflict",
    );
    const { draft, versions } = await desk().estimates.ofOrder.query({ workOrderId: id });
    expect(draft).toMatchObject({ revision: 2, content: { finding: "Mine", days: null } });
    expect(versions).toEqual([]);
  });

  test.each([
    ["quantity", -1],
    ["quantity", 0.5],
    ["quantity", 1e21],
    ["unitMinor", -0.01],
    ["unitMinor", 1e12],
  ])("with a %s of %d is refused with the line and the field", async (field, value) => {
    const { id } = await diagnosedOrder();
    const content = estimateContent();
    content.lines[1] = { ...content.lines[1], [field]: value } as (typeof content.lines)[1];
    await expect(
      desk().estimates.saveDraft.mutate({ workOrderId: id, revision: 0, content }),
    ).rejects.toMatchObject({ data: { code: "estimate_line_invalid", details: { line: 2, field } } });
  });

  test("is not sent while something is missing, nor before the device was looked at", async () => {
    const { id, version } = await diagnosedOrder();
    const content = { ...estimateContent(), days: null };
    const { revision } = await desk().estimates.saveDraft.mutate({ workOrderId: id, revision: 0, content });
    await expect(
      desk().estimates.send.mutate({ id, expectedVersion: version, revision }),
    ).rejects.toMatchObject({ data: { code: "estimate_incomplete", details: { field: "days" } } });
    await expect(desk().estimates.previewMail.query({ workOrderId: id, revision })).rejects.toThrow(
      "estimate_incomplete",
    );
    const early = await bookedOrder();
    await desk().estimates.saveDraft.mutate({
      workOrderId: early.id,
      revision: 0,
      content: estimateContent(),
    });
    await expect(
      desk().estimates.send.mutate({ id: early.id, expectedVersion: 1, revision: 1 }),
    ).rejects.toThrow("transition_not_allowed");
  });
});

describe("sending", () => {
  test("asks the customer in their language, and the mail is the one that was previewed", async () => {
    const { id, version } = await diagnosedOrder();
    const { revision } = await desk().estimates.saveDraft.mutate({
      workOrderId: id,
      revision: 0,
      content: estimateContent(),
    });
    const preview = await desk().estimates.previewMail.query({ workOrderId: id, revision });
    expect(preview.locale).toBe("de");
    expect(preview.subject).toContain("260,15");
    expect(preview.text).toContain("The panel is cracked");
    expect(preview.text).toContain("Display × 1: 163,35");
    expect(preview.text).toContain("/de/track/…/estimate/1");
    const sent = await as("technician").estimates.send.mutate({ id, expectedVersion: version, revision });
    expect(sent).toMatchObject({ status: "awaiting_approval", estimateVersion: 1, version: version + 2 });
    expect(await mailsOf(id)).toEqual(["booking_confirmed", "estimate"]);
    await sendDueMails({ ctx: { ...insideVerb("customer", "mails"), now: later(1) }, input: undefined });
    const { draft, versions } = await desk().estimates.ofOrder.query({ workOrderId: id });
    expect(draft).toBeNull();
    expect(versions).toMatchObject([
      {
        version: 1,
        state: "open",
        total: { amountMinor: 26_015 },
        vat: { amountMinor: 4_515 },
        reminders: 0,
      },
    ]);
  });

  test("twice sends once", async () => {
    const { id, version } = await diagnosedOrder();
    const content = estimateContent();
    const { revision } = await desk().estimates.saveDraft.mutate({ workOrderId: id, revision: 0, content });
    const send = { id, expectedVersion: version, revision };
    await desk().estimates.send.mutate(send);
    await expect(desk().estimates.send.mutate(send)).rejects.toThrow("version_conflict");
    expect(await mailsOf(id)).toEqual(["booking_confirmed", "estimate"]);
  });

  test("a change asks again: the old version is superseded and can't be accepted", async () => {
    const { id, version, token, labour } = await orderWithEstimate();
    const second = await (await draftAnother(id, version))();
    expect(second).toMatchObject({ estimateVersion: 2, status: "awaiting_approval" });
    const { versions } = await guest().tracking.estimate.query({ token });
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [2, "open"],
      [1, "superseded"],
    ]);
    await expect(
      guest().tracking.answerEstimate.mutate({ token, version: 1, accepted: [labour], name: "Ł. Müller" }),
    ).rejects.toMatchObject({ data: { code: "estimate_superseded", details: { by: 2 } } });
    expect(await mailsOf(id)).toEqual(["booking_confirmed", "estimate", "estimate"]);
  });
});

describe("an answer", () => {
  test("by the link accepts one line and declines the other; name, time, way and lines are kept", async () => {
    const { id, token, labour, part } = await orderWithEstimate();
    const given = await guest().tracking.answerEstimate.mutate({
      token,
      version: 1,
      accepted: [labour],
      name: "  Łukasz\u0000 Müller ",
    });
    expect(given).toMatchObject({ status: "approved", accepted: { amountMinor: 9_680, currency: "EUR" } });
    const { versions } = await desk().estimates.ofOrder.query({ workOrderId: id });
    expect(versions[0]).toMatchObject({
      state: "answered",
      answer: { way: "link", accepted: { amountMinor: 9_680 }, vat: { amountMinor: 1_680 } },
      answeredBy: { name: "Łukasz Müller", who: { kind: "customer" } },
    });
    expect(versions[0]?.lines.map(({ id, accepted }) => [id, accepted])).toEqual([
      [labour, true],
      [part, false],
    ]);
    const seen = await guest().tracking.estimate.query({ token });
    expect(JSON.stringify(seen)).not.toContain("Müller");
    const { timeline } = await guest().tracking.byToken.query({ token });
    expect(timeline.slice(-2).map(({ text }) => text)).toEqual([
      "You accepted a part of the estimate; we do what you accepted.",
      "You agreed; the repair can go on.",
    ]);
  });

  test("leaves no name and no words in the events", async () => {
    const { id, token, labour } = await orderWithEstimate();
    await guest().tracking.answerEstimate.mutate({
      token,
      version: 1,
      accepted: [labour],
      name: "Zoë Typed",
    });
    const db = await database("customer");
    const found = await db.read((tx) =>
      rows<{ data: string }>(
        tx,
        sql`select data::text as data from customer.events where stream_id = ${`work_order-${id}`}`,
      ),
    );
    const told = JSON.stringify(found);
    expect(told).toContain(labour);
    for (const word of ["Zoë", "Typed", "Display", "cracked"]) expect(told).not.toContain(word);
  });

  test("that declines everything brings the order back to the desk", async () => {
    const { id, token } = await orderWithEstimate();
    const given = await guest().tracking.answerEstimate.mutate({
      token,
      version: 1,
      accepted: [],
      name: "Łukasz",
    });
    expect(given.status).toBe("diagnosing");
    const order = await desk().workOrders.detail.query({ id });
    expect(order).toMatchObject({ status: "diagnosing", clock: "us" });
    expect(order.moves.find(({ move }) => move === "declare_unrepairable")?.refusal).toBeNull();
  });

  test("is idempotent: submitted twice it stands once, with the first name; another answer is refused", async () => {
    const { id, token, labour, part } = await orderWithEstimate();
    const first = { token, version: 1, accepted: [part, labour], name: "First" };
    const one = await guest().tracking.answerEstimate.mutate(first);
    const two = await guest().tracking.answerEstimate.mutate({ ...first, name: "Second" });
    expect(two).toEqual(one);
    await expect(guest().tracking.answerEstimate.mutate({ ...first, accepted: [] })).rejects.toThrow(
      "estimate_answered",
    );
    const { versions } = await desk().estimates.ofOrder.query({ workOrderId: id });
    expect(versions[0]?.answeredBy?.name).toBe("First");
  });

  test("that was told to the desk names who said it and who wrote it down", async () => {
    const { id, version, labour } = await orderWithEstimate();
    const said = {
      id,
      expectedVersion: version,
      estimateVersion: 1,
      accepted: [labour],
      name: "Łukasz Müller",
      way: "phone" as const,
    };
    await expect(as("technician").estimates.recordAnswer.mutate(said)).rejects.toThrow("not_allowed");
    expect(await desk().estimates.recordAnswer.mutate(said)).toMatchObject({ status: "approved" });
    const { versions } = await desk().estimates.ofOrder.query({ workOrderId: id });
    expect(versions[0]).toMatchObject({
      answer: { way: "phone" },
      answeredBy: { name: "Łukasz Müller", who: { kind: "staff" } },
    });
  });

  test("needs a name, and lines that are the estimate's", async () => {
    const { token, labour } = await orderWithEstimate();
    const input = { token, version: 1, accepted: [labour], name: "Łukasz" };
    await expect(guest().tracking.answerEstimate.mutate({ ...input, name: "  " })).rejects.toThrow();
    await expect(
      guest().tracking.answerEstimate.mutate({ ...input, accepted: [crypto.randomUUID()] }),
    ).rejects.toMatchObject({ data: { code: "invalid_input" } });
    await expect(guest().tracking.answerEstimate.mutate({ ...input, token: "wrong" })).rejects.toThrow(
      "link_invalid",
    );
  });

  test("after thirty days is refused and says so", async () => {
    const { id, version, token, labour } = await orderWithEstimate();
    const answer = { version: 1, accepted: [labour], name: "Łukasz" };
    const late = { ...insideVerb("customer", "tracking.answerEstimate"), now: later(31) };
    await expect(
      inTransaction(late, (ctx) => answerTracked({ ctx, input: { token, ...answer } })),
    ).rejects.toMatchObject({ code: "estimate_expired", details: { validUntil: expect.any(String) } });
    const seen = await inTransaction(late, (ctx) => trackEstimate({ ctx, input: { token } }));
    expect(seen.versions[0]?.state).toBe("expired");
    const { accepted, name } = answer;
    await expect(
      recordAnswer({
        ctx: { ...late, actor: staff({ role: "front_desk", serviceCenterId: gent.id }) },
        input: { id, expectedVersion: version, estimateVersion: 1, accepted, name, way: "phone" },
      }),
    ).rejects.toThrow("estimate_expired");
  });
});

test("who holds no role in the centre neither reads, writes, sends nor answers", async () => {
  const { id, version, labour } = await orderWithEstimate();
  const strange = as("front_desk", krakow.id).estimates;
  const answer = { estimateVersion: 1, accepted: [labour], name: "x", way: "phone" as const };
  const refused = [
    () => strange.ofOrder.query({ workOrderId: id }),
    () => strange.suggest.query({ workOrderId: id }),
    () => strange.saveDraft.mutate({ workOrderId: id, revision: 0, content: estimateContent() }),
    () => strange.previewMail.query({ workOrderId: id, revision: 1 }),
    () => strange.send.mutate({ id, expectedVersion: version, revision: 1 }),
    () => strange.recordAnswer.mutate({ id, expectedVersion: version, ...answer }),
    () => as("finance").estimates.ofOrder.query({ workOrderId: id }),
    () => desk().estimates.remind.mutate(),
  ];
  for (const call of refused) await expect(call()).rejects.toThrow("not_allowed");
  await expect(guest().estimates.ofOrder.query({ workOrderId: id })).rejects.toThrow("not_signed_in");
  await expect(guest().estimates.remind.mutate()).rejects.toThrow("not_allowed");
});

describe("reminders", () => {
  const remindAfter = (days: number) =>
    inTransaction({ ...insideVerb("customer", "estimates.remind"), now: later(days) }, (ctx) =>
      remindOfEstimates({ ctx, input: undefined }),
    );

  test("come after two and after five days, once each, and stop with the answer", async () => {
    const waiting = await orderWithEstimate();
    const answered = await orderWithEstimate();
    await remindAfter(1.9);
    expect(await mailsOf(waiting.id)).toEqual(["booking_confirmed", "estimate"]);
    await remindAfter(2.1);
    await remindAfter(2.2);
    expect(await mailsOf(waiting.id)).toEqual(["booking_confirmed", "estimate", "estimate_reminder"]);
    await guest().tracking.answerEstimate.mutate({
      token: answered.token,
      version: 1,
      accepted: [],
      name: "Łukasz",
    });
    await remindAfter(5.1);
    await remindAfter(9);
    expect((await mailsOf(waiting.id)).filter((mail) => mail === "estimate_reminder")).toHaveLength(2);
    expect((await mailsOf(answered.id)).filter((mail) => mail === "estimate_reminder")).toHaveLength(1);
    const { versions } = await desk().estimates.ofOrder.query({ workOrderId: waiting.id });
    expect(versions[0]?.reminders).toBe(2);
  });

  test("that were missed come once, and none after it has expired or its order was cancelled", async () => {
    const [late, expired, cancelled] = [
      await orderWithEstimate(),
      await orderWithEstimate(),
      await orderWithEstimate(),
    ];
    await desk().workOrders.cancel.mutate({
      id: cancelled.id,
      expectedVersion: cancelled.version,
      reason: "by_centre",
    });
    const reminded = async (id: string) =>
      (await mailsOf(id)).filter((mail) => mail === "estimate_reminder").length;
    const db = await database("customer");
    await db.write((tx) =>
      tx.execute(
        sql`update customer.estimates set valid_until = now() where work_order_id = ${expired.id}::uuid`,
      ),
    );
    await remindAfter(6);
    await remindAfter(7);
    expect(await Promise.all([late, expired, cancelled].map(({ id }) => reminded(id)))).toEqual([1, 0, 0]);
  });
});

test("what is handed over costs what was accepted", async () => {
  const { id, token, labour } = await orderWithEstimate();
  await guest().tracking.answerEstimate.mutate({ token, version: 1, accepted: [labour], name: "Łukasz" });
  const detail = await desk().workOrders.detail.query({ id });
  expect(detail.agreed).toEqual({ amountMinor: 9_680, currency: "EUR" });
  let { version } = detail;
  for (const move of ["start_repair", "check_quality", "finish"] as const) {
    ({ version } = await desk().workOrders.move.mutate({ id, expectedVersion: version, move }));
  }
  await expect(
    desk().workOrders.handOver.mutate({ id, expectedVersion: version, priceMinor: 26_015 }),
  ).rejects.toMatchObject({
    data: { code: "price_not_allowed", details: { lowMinor: 9_680, highMinor: 9_680 } },
  });
});
