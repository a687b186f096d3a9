import { expect, test } from "vitest";
import { transportOf, transportProblems } from "./settings";

test("without a broker events are read in place", () => {
  expect(transportOf({})).toEqual({ kind: "in_place" });
  expect(transportProblems({})).toEqual([]);
});

test("half-set transports are refused with a sentence that says what to set", () => {
  expect(transportProblems({ KAFKA_TOPIC_PREFIX: "x." })).toEqual([
    "KAFKA_BROKERS must be set too: KAFKA_TOPIC_PREFIX needs it",
  ]);
  expect(transportProblems({ KAFKA_BROKERS: "kafka:9092,oops" })).toEqual([
    'KAFKA_BROKERS: "oops" is not host:port; separate several by commas',
  ]);
  expect(transportProblems({ KAFKA_BROKERS: "a:1", KAFKA_USERNAME: "me" })).toEqual([
    "KAFKA_USERNAME and KAFKA_PASSWORD go together: set both",
  ]);
  expect(transportProblems({ KINESIS_STREAM_PREFIX: "mc-" })).toEqual([
    "AWS_REGION must be set too: KINESIS_STREAM_PREFIX needs it",
  ]);
  expect(
    transportProblems({ KAFKA_BROKERS: "a:1", KINESIS_STREAM_PREFIX: "mc-", AWS_REGION: "eu-west-1" }),
  ).toEqual(["KAFKA_BROKERS and KINESIS_STREAM_PREFIX are both set: events travel one way, take one out"]);
});

test("several brokers are read from one setting", () => {
  expect(transportOf({ KAFKA_BROKERS: "a:9092, b:9093" })).toMatchObject({
    kind: "kafka",
    brokers: ["a:9092", "b:9093"],
    topicPrefix: "mycomputer.",
  });
});
