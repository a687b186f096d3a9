import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { seedNetwork } from "@/test-support/network";

freshDatabases();

const { contexts } = callBy();

test("a call answers as over a network, with or without a signal", async () => {
  await seedNetwork();
  const direct = await contexts.customer.catalogue.devices.query({ q: "macbook" });
  const options = { signal: new AbortController().signal };
  expect(direct.devices).not.toEqual([]);
  expect(await contexts.customer.catalogue.devices.query({ q: "macbook" }, options)).toEqual(direct);
});

test("a refusal is a client's error with its code, its details and the fields that are wrong", async () => {
  const refused = await contexts.location.coverage.lookup.query({ lat: "north" } as never).catch((e) => e);
  expect(refused).toBeInstanceOf(TRPCClientError);
  expect(refused.data).toMatchObject({ code: "invalid_input", fields: { lat: expect.anything() } });
  const signal = new AbortController().signal;
  const same = await contexts.location.coverage.lookup
    .query({ lat: "north" } as never, { signal })
    .catch((e) => e);
  expect({ ...same.data }).toEqual({ ...refused.data });
  expect(same.message).toBe(refused.message);
});

test("a verb that is not there is not found", async () => {
  const { customer } = contexts as unknown as { customer: { no: { such: { query(): Promise<unknown> } } } };
  await expect(customer.no.such.query()).rejects.toThrow();
});
