import { expect, test } from "vitest";
import { freePort } from "@/scripts/services/state";
import { feedEvent } from "@/test-support/events";
import { dependencyStates } from "../resilience";
import { kafkaPublisher } from "./kafka-publisher";

test("a broker that is away is refused under Kafka's policy, and counted there", async () => {
  const nowhere = `127.0.0.1:${await freePort()}`;
  const publisher = kafkaPublisher({
    kind: "kafka",
    brokers: [nowhere],
    topicPrefix: "test.",
    login: undefined,
  });
  await expect(publisher.publish("payment", [feedEvent(1)])).rejects.toMatchObject({
    code: "unavailable",
    details: { dependency: "kafka" },
  });
  expect(dependencyStates()).toMatchObject([{ name: "kafka", calls: 1, failures: 1, retries: 0 }]);
});
