import { env } from "@/server/platform/env";
import { kafkaPublisher } from "@/server/platform/transport/kafka-publisher";
import { followKafka } from "@/server/platform/transport/kafka-subscriber";
import { followInPlace } from "@/server/workers/consumers";
import { startFeedWatch } from "@/server/workers/feed-watch";
import { publishFeed } from "@/server/workers/publish";
import { relay } from "@/server/workers/relay";
import { noting } from "@/test-support/transport";

/** The process that is killed: relay, publisher and one consumer, on a wire that is cut. */
const never = new AbortController().signal;
const { transport } = env();
const consumer = noting("soak");
void relay("payment", never);
startFeedWatch(never);
if (transport.kind === "kafka") {
  void publishFeed("payment", kafkaPublisher(transport), never);
  void followKafka(consumer, transport, never);
} else {
  void followInPlace(consumer, never);
}
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
