import { createServer, type Http2Server } from "node:http2";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { feedEvent } from "@/test-support/events";
import { kinesisPublisher, rounds } from "./kinesis-publisher";

/** What PutRecords looks like on the wire (Amazon Kinesis Data Streams API reference, PutRecords). */
interface Put {
  target: string | undefined;
  contentType: string | undefined;
  body: { StreamName: string; Records: { Data: string; PartitionKey: string }[] };
}

const puts: Put[] = [];
let refuseOnce: (key: string) => boolean = () => false;
let server: Http2Server;
let endpoint = "";

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = "test";
  process.env.AWS_SECRET_ACCESS_KEY = "test";
  server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as Put["body"];
    const header = (name: string) => request.headers[name]?.toString();
    puts.push({ target: header("x-amz-target"), contentType: header("content-type"), body });
    const Records = body.Records.map(({ PartitionKey }, index) =>
      refuseOnce(PartitionKey)
        ? { ErrorCode: "ProvisionedThroughputExceededException", ErrorMessage: "Rate exceeded for shard" }
        : { SequenceNumber: `4954698${puts.length}${index}`, ShardId: "shardId-000000000001" },
    );
    const FailedRecordCount = Records.filter((record) => "ErrorCode" in record).length;
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end(JSON.stringify({ FailedRecordCount, Records }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
beforeEach(() => {
  puts.length = 0;
  refuseOnce = () => false;
});
afterAll(() => server.close());

const publisher = () =>
  kinesisPublisher({ kind: "kinesis", streamPrefix: "mc-", endpoint, region: "eu-west-1" });
const happened = (offset: number, streamId: string) => feedEvent(offset, { streamId });
const keys = (put: Put | undefined) => put?.body.Records.map((record) => record.PartitionKey);

test("a request to Kinesis is what its reference says: target, stream, keys, data in base64", async () => {
  const one = publisher();
  await one.publish("payment", [happened(1, "a"), happened(2, "b")]);
  await one.close();
  expect(puts).toHaveLength(1);
  expect(puts[0]).toMatchObject({
    target: "Kinesis_20131202.PutRecords",
    contentType: "application/x-amz-json-1.1",
    body: { StreamName: "mc-payment" },
  });
  expect(keys(puts[0])).toEqual(["a", "b"]);
  const data = JSON.parse(Buffer.from(puts[0]?.body.Records[0]?.Data ?? "", "base64").toString());
  expect(data).toMatchObject({
    headers: { "event-type": "test.happened.v1", "feed-offset": "1" },
    value: { version: 1 },
  });
});

test("a record that Kinesis refuses is sent again before any later one of its stream", async () => {
  let refused = false;
  refuseOnce = (key) => {
    if (key !== "b" || refused) return false;
    refused = true;
    return true;
  };
  const one = publisher();
  await one.publish("payment", [happened(1, "a"), happened(2, "b"), happened(3, "b")]);
  await one.close();
  expect(puts.map(keys)).toEqual([["a", "b"], ["b"], ["b"]]);
});

test("no request holds one stream twice, more than 500 records or more than 5 MB", () => {
  const record = (PartitionKey: string, size = 10) => ({ PartitionKey, Data: Buffer.alloc(size) });
  expect(rounds([record("a"), record("b"), record("a"), record("c")]).map((round) => round.length)).toEqual([
    2, 2,
  ]);
  const many = Array.from({ length: 1_001 }, (_, index) => record(`s-${index}`));
  expect(rounds(many).map((round) => round.length)).toEqual([500, 500, 1]);
  const large = ["a", "b", "c"].map((key) => record(key, 2_000_000));
  expect(rounds(large).map((round) => round.length)).toEqual([2, 1]);
});
