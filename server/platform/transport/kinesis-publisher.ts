import { KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from "@aws-sdk/client-kinesis";
import { backoff } from "../backoff";
import type { FeedEvent } from "../events";
import { encode } from "./message";
import type { Publisher } from "./publisher";
import type { TransportSettings } from "./settings";

type KinesisSettings = Extract<TransportSettings, { kind: "kinesis" }>;

// Limits of PutRecords: 500 records and 5 MB a request, of which we leave some for the keys.
const mostRecords = 500;
const mostBytes = 4_500_000;
const mostTries = 8;
const mostPauseMillis = 2_000;

/**
 * A stream per context, the event stream as partition key. Kinesis may take some records of a request and refuse
 * others, so no request holds two of one key, and the next round waits until every record of this one is taken.
 */
export function kinesisPublisher({ streamPrefix, endpoint, region }: KinesisSettings): Publisher {
  const client = new KinesisClient({ region, ...(endpoint && { endpoint }) });

  async function put(StreamName: string, records: PutRecordsRequestEntry[]): Promise<void> {
    let left = records;
    for (let tries = 1; left.length > 0; tries++) {
      const { Records: results = [] } = await client.send(
        new PutRecordsCommand({ StreamName, Records: left }),
      );
      const refused = left.filter((_, index) => results[index]?.SequenceNumber === undefined);
      if (refused.length > 0 && tries === mostTries) {
        const code = results.find((result) => result.ErrorCode)?.ErrorCode ?? "no answer";
        throw new Error(`Kinesis refused ${refused.length} records ${tries} times: ${code}`);
      }
      left = refused;
      if (left.length > 0) await backoff(tries, mostPauseMillis);
    }
  }

  return {
    name: `kinesis:${streamPrefix}`,
    async publish(context, events) {
      for (const round of rounds(events.map(asRecord))) await put(`${streamPrefix}${context}`, round);
    },
    async close() {
      client.destroy();
    },
  };
}

function asRecord(event: FeedEvent): PutRecordsRequestEntry {
  const { key, value, headers } = encode(event);
  // A record has no headers, so they stand beside the value.
  return { PartitionKey: key, Data: Buffer.from(JSON.stringify({ headers, value: JSON.parse(value) })) };
}

/** Splits records into requests: in order, none with the same key twice, none too large. */
export function rounds(records: readonly PutRecordsRequestEntry[]): PutRecordsRequestEntry[][] {
  const made: PutRecordsRequestEntry[][] = [];
  let keys = new Set<string>();
  let bytes = 0;
  for (const record of records) {
    const size = record.Data?.length ?? 0;
    const last = made.at(-1);
    const key = record.PartitionKey ?? "";
    if (!last || keys.has(key) || last.length === mostRecords || bytes + size > mostBytes) {
      made.push([record]);
      keys = new Set([key]);
      bytes = size;
    } else {
      last.push(record);
      keys.add(key);
      bytes += size;
    }
  }
  return made;
}
