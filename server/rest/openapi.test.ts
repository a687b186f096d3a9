import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { door } from "@/app/api/v1/door";
import { openApiDocument } from "./openapi";

const file = "docs/openapi.json";
const firstPart = {
  "/places": "get",
  "/coverage": "get",
  "/service-centers": "get",
  "/service-centers/{id}": "get",
  "/service-centers/{id}/slots": "get",
  "/devices": "get",
  "/faults": "get",
  "/estimates": "post",
  "/slot-holds": "post",
  "/bookings": "post",
  "/track/{token}": "get",
};

test("the committed document is what the verbs say; `npm run openapi` writes it anew", () => {
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(
    JSON.parse(JSON.stringify(openApiDocument(door.operations))),
  );
});

test("every call of the first part has its address", () => {
  const paths = openApiDocument(door.operations).paths as Record<string, object>;
  for (const [path, method] of Object.entries(firstPart)) expect(paths[path]).toHaveProperty(method);
});
