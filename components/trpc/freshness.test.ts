import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { setFreshness, usualFreshness } from "./freshness";

const client = setFreshness(new QueryClient({ defaultOptions: { queries: usualFreshness } }));
const staleTimeOf = (...path: string[]) =>
  client.defaultQueryOptions({ queryKey: [path, { input: {}, type: "query" }] }).staleTime;

test("lists that hardly change are asked for after minutes, slots always, the rest after seconds", () => {
  expect(staleTimeOf("customer", "catalogue", "devices")).toBe(300_000);
  expect(staleTimeOf("location", "serviceCenters", "list")).toBe(60_000);
  expect(staleTimeOf("location", "slots", "list")).toBe(0);
  expect(staleTimeOf("customer", "workOrders", "queue")).toBe(10_000);
});
