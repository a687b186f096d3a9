import { expect, test } from "vitest";
import { moveChoices } from "./move-choices";

test("what a technician can't do says so, what the order can't do says so too", () => {
  const choices = moveChoices("ready", (roles) => roles.includes("technician"));
  const refusals = Object.fromEntries(choices.map(({ move, refusal }) => [move, refusal]));
  expect(refusals).toMatchObject({ hand_over: "role", abandon: "role", start_repair: "status" });
  expect(choices.slice(0, 2).map(({ move }) => move)).toEqual(["hand_over", "abandon"]);
});

test("the desk receives a booking or cancels it, nothing else", () => {
  const open = moveChoices("booked", (roles) => roles.includes("front_desk")).filter(
    (choice) => !choice.refusal,
  );
  expect(open.map(({ move }) => move)).toEqual(["receive", "cancel"]);
});

test("what leads on comes before what leads back", () => {
  const open = moveChoices("approved", () => true).filter((choice) => !choice.refusal);
  expect(open.map(({ move }) => move)).toEqual(["await_parts", "start_repair", "cancel", "request_approval"]);
});
