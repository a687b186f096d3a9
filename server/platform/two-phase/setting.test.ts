import { expect, test } from "vitest";
import { checkPreparedSetting } from "./setting";

test("a database in which nothing can be prepared is refused with what to set", () => {
  expect(() => checkPreparedSetting("payment", "20")).not.toThrow();
  expect(() => checkPreparedSetting("payment", "0")).toThrow(
    /max_prepared_transactions is 0 .*payment.*set it/,
  );
});
