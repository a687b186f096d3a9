import { createGateway } from "./services/gateway";

/** Serves the Redis at REDIS_URL as Upstash REST on 127.0.0.1:GATEWAY_PORT, for GATEWAY_TOKEN. */
const { REDIS_URL: redisUrl, GATEWAY_PORT: port, GATEWAY_TOKEN: token } = process.env;
if (!redisUrl || !port || !token) {
  console.error("Set REDIS_URL, GATEWAY_PORT and GATEWAY_TOKEN.");
  process.exit(1);
}

const gateway = await createGateway({ redisUrl, token });
gateway.server.listen(Number(port), "127.0.0.1", () => {
  console.log(`Upstash REST gateway on http://127.0.0.1:${port}`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => gateway.close().then(() => process.exit(0)));
}
