import { expect, test } from "vitest";
import { callBy } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";

freshDatabases();

test("a character that the database can't hold is the caller's mistake, not a fault of ours", async () => {
  const { location, customer } = callBy().contexts;
  await expect(location.serviceCenters.byId.query({ id: "a\u0000b" })).rejects.toThrow("invalid_input");
  await expect(location.serviceCenters.byId.query({ id: "a\u0000b" })).rejects.toMatchObject({
    data: { code: "invalid_input", httpStatus: 400 },
  });
  await expect(customer.catalogue.faults.query({ deviceId: "a\u0000b" })).rejects.toThrow("invalid_input");
});
