import fc from "fast-check";
import { expect, test } from "vitest";
import { statementShape } from "./sql";

test("a statement's shape keeps its words and numbered parameters and no value", () => {
  expect(
    statementShape(
      `select  "id" from "customer"."contacts2"\n where name = 'O''Brien' and age > 41 and id = $1`,
    ),
  ).toBe('select "id" from "customer"."contacts2" where name = ? and age > ? and id = $1');
});

test("whatever stands in quotes in a statement stays out of its shape", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{6,12}$/), fc.string(), (secret, around) => {
      const quoted = `'${`${around}${secret}${around}`.replaceAll("'", "''")}'`;
      expect(statementShape(`insert into t values (${quoted}, $1)`)).not.toContain(secret);
    }),
  );
});
