import { expect, test } from "vitest";
import { queueInput, readAddress, writeAddress } from "./address";

const read = (search: string) => {
  const params = new URLSearchParams(search);
  return readAddress((name) => params.get(name));
};

test("a filter survives the way through the address", () => {
  const address = {
    center: "be-gent-korenmarkt",
    status: "ready",
    method: "pickup",
  } as const;
  expect(read(writeAddress(address).slice("/desk?".length))).toEqual({
    ...address,
    view: undefined,
    order: undefined,
  });
  expect(writeAddress({})).toBe("/desk");
});

test("what the address does not know is left out", () => {
  const address = read(`status=lost&method=teleport&view=x&order=1`);
  expect(address).toMatchObject({ status: undefined, method: undefined, view: undefined, order: undefined });
  expect(queueInput(read("status=ready"))).toMatchObject({ statuses: ["ready"] });
});
