import { existsSync, readFileSync } from "node:fs";

type ServicesEnv = {
  one: Record<string, string>;
  four: Record<string, string>;
  superuserUrl: string;
  redisUrl: string;
  kafkaBrokers?: string;
};

/** What `npm run services` started. */
export function servicesEnv(): ServicesEnv {
  const file = ".local/env.json";
  if (!existsSync(file)) throw new Error("The services are not running: start them with `npm run services`.");
  return JSON.parse(readFileSync(file, "utf8")) as ServicesEnv; // written by scripts/services
}

export function redisForTests(): { redisUrl: string; restUrl: string; restToken: string } {
  const { one, redisUrl } = servicesEnv();
  return {
    redisUrl,
    restUrl: one.UPSTASH_REDIS_REST_URL ?? "",
    restToken: one.UPSTASH_REDIS_REST_TOKEN ?? "",
  };
}

/** The real broker that these tests run on. */
export function kafkaForTests(): string {
  const { kafkaBrokers } = servicesEnv();
  if (kafkaBrokers === undefined)
    throw new Error("Kafka is not running: start it with `npm run services -- kafka`.");
  return kafkaBrokers;
}
