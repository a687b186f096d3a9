import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { loggedError } from "./log-error";

const secret = "ana.peeters@example.org";

test("a failed query is logged with its statement and cause, without a value of it", () => {
  const cause = Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    detail: `Key (email)=(${secret}) already exists.`,
  });
  const error = new DrizzleQueryError("insert into customers (email) values ($1)", [secret], cause);
  const wrapped = new DomainError("internal", {}, error);
  for (const logged of [loggedError(error), loggedError(wrapped)]) {
    const line = JSON.stringify(logged);
    expect(line).not.toContain(secret);
    expect(line).toContain("insert into customers");
    expect(line).toContain("duplicate key");
  }
});

test("other errors keep what they say and where they came from", () => {
  const logged = JSON.stringify(loggedError(new Error("no room", { cause: new Error("disk full") })));
  expect(logged).toContain("no room");
  expect(logged).toContain("disk full");
  expect(logged).toContain("log-error.test");
});
