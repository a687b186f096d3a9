import { kafkaPublisher } from "./kafka-publisher";
import { kinesisPublisher } from "./kinesis-publisher";
import type { Publisher } from "./publisher";
import type { TransportSettings } from "./settings";

/** The broker that the environment names; undefined when events are only read in place. */
export function openPublisher(settings: TransportSettings): Publisher | undefined {
  switch (settings.kind) {
    case "in_place":
      return undefined;
    case "kafka":
      return kafkaPublisher(settings);
    case "kinesis":
      return kinesisPublisher(settings);
  }
}
