interface Raw {
  KAFKA_BROKERS?: string | undefined;
  KAFKA_TOPIC_PREFIX?: string | undefined;
  KAFKA_USERNAME?: string | undefined;
  KAFKA_PASSWORD?: string | undefined;
  KINESIS_STREAM_PREFIX?: string | undefined;
  KINESIS_ENDPOINT?: string | undefined;
  AWS_REGION?: string | undefined;
}

/** How events travel between contexts: read in place, or over a broker as well. */
export type TransportSettings =
  | { kind: "in_place" }
  | {
      kind: "kafka";
      brokers: string[];
      topicPrefix: string;
      /** With a name and password the connection is encrypted and signed in by SCRAM-SHA-512. */
      login: { username: string; password: string } | undefined;
    }
  | { kind: "kinesis"; streamPrefix: string; endpoint: string | undefined; region: string };

export function transportProblems(raw: Raw): string[] {
  const problems: string[] = [];
  if (raw.KAFKA_BROKERS && raw.KINESIS_STREAM_PREFIX)
    problems.push(
      "KAFKA_BROKERS and KINESIS_STREAM_PREFIX are both set: events travel one way, take one out",
    );
  for (const name of ["KAFKA_TOPIC_PREFIX", "KAFKA_USERNAME", "KAFKA_PASSWORD"] as const)
    if (raw[name] && !raw.KAFKA_BROKERS) problems.push(`KAFKA_BROKERS must be set too: ${name} needs it`);
  if ((raw.KAFKA_USERNAME === undefined) !== (raw.KAFKA_PASSWORD === undefined))
    problems.push("KAFKA_USERNAME and KAFKA_PASSWORD go together: set both");
  for (const broker of brokersOf(raw))
    if (!/^[^\s:]+:\d{1,5}$/.test(broker))
      problems.push(`KAFKA_BROKERS: "${broker}" is not host:port; separate several by commas`);
  if (raw.KAFKA_TOPIC_PREFIX && !/^[a-zA-Z0-9._-]{1,100}$/.test(raw.KAFKA_TOPIC_PREFIX))
    problems.push("KAFKA_TOPIC_PREFIX may have letters, digits, dots, dashes and underscores only");
  if (raw.KINESIS_STREAM_PREFIX && !raw.AWS_REGION)
    problems.push("AWS_REGION must be set too: KINESIS_STREAM_PREFIX needs it");
  if (raw.KINESIS_ENDPOINT && !raw.KINESIS_STREAM_PREFIX)
    problems.push("KINESIS_STREAM_PREFIX must be set too: KINESIS_ENDPOINT needs it");
  return problems;
}

export function transportOf(raw: Raw): TransportSettings {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = raw;
  if (raw.KAFKA_BROKERS) {
    const login = username && password ? { username, password } : undefined;
    return {
      kind: "kafka",
      brokers: brokersOf(raw),
      topicPrefix: raw.KAFKA_TOPIC_PREFIX ?? "mycomputer.",
      login,
    };
  }
  if (raw.KINESIS_STREAM_PREFIX && raw.AWS_REGION) {
    const { KINESIS_STREAM_PREFIX: streamPrefix, KINESIS_ENDPOINT: endpoint, AWS_REGION: region } = raw;
    return { kind: "kinesis", streamPrefix, endpoint, region };
  }
  return { kind: "in_place" };
}

function brokersOf({ KAFKA_BROKERS: brokers }: Raw): string[] {
  return brokers?.split(",").map((broker) => broker.trim()) ?? [];
}
