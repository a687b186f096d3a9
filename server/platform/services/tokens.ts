import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { type Actor, roles } from "@/server/kernel/actor";
import { type ContextName, contextNames } from "@/server/kernel/context-name";
import type { Caller } from "@/server/platform/call";
import { type Issuer, issuers, type ServiceKey, serviceKeys } from "./keys";

/** A token is for one call that begins now. */
const tokenSeconds = 30;
const longestSeconds = 60;
const skewSeconds = 5;
const algorithm = "EdDSA";

const person = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("guest") }),
  z.object({ kind: z.literal("customer"), identityId: z.string(), email: z.string() }),
  z.object({
    kind: z.literal("staff"),
    identityId: z.string(),
    name: z.string(),
    grants: z.array(z.object({ role: z.enum(roles), serviceCenterId: z.string().nullable() })),
  }),
]);
const system = z.object({ kind: z.literal("system") });
const service = z.object({
  kind: z.literal("service"),
  context: z.enum(contextNames),
  onBehalfOf: z.union([person, system]),
});

/** What a call brings along. All of it is signed, since all of it decides what a verb does. */
const claims = z.object({
  iss: z.enum(issuers),
  iat: z.number(),
  exp: z.number(),
  verb: z.string(),
  actor: z.union([person, service]),
  client: z.string(),
  correlation: z.string(),
  locale: z.string(),
  key: z.string().optional(),
  /** When the outermost caller gives up, in milliseconds since 1970. */
  deadline: z.number(),
});

export type Refusal =
  | "missing"
  | "malformed"
  | "expired"
  | "too_long"
  | "issued_in_the_future"
  | "wrong_audience"
  | "unknown_key"
  | "wrong_signature"
  | "wrong_issuer"
  | "wrong_verb"
  | "wrong_certificate";

/** Why a call was not let in. Says nothing of what the token held. */
export class ServiceTokenError extends Error {
  constructor(
    readonly reason: Refusal,
    cause?: unknown,
  ) {
    super(`service token refused: ${reason}`, { cause });
    this.name = "ServiceTokenError";
  }
}

/** In whose name a caller calls: a context's own, or the portal's for a person in front of it. */
function issuerOf(actor: Actor): Issuer {
  if (actor.kind === "system") throw new Error("the system calls another service in a context's name only");
  return actor.kind === "service" ? actor.context : "portal";
}

/** A token for one call of one verb (`inventory.parts.likely`). */
export async function signServiceToken(
  caller: Caller & { deadline: number },
  verb: string,
  now = new Date(),
  keys: readonly ServiceKey[] = serviceKeys(),
): Promise<string> {
  const issuer = issuerOf(caller.actor);
  const key = keys.find((each) => each.privateKey !== undefined && each.issuers.includes(issuer));
  if (key?.privateKey === undefined) throw new Error(`SERVICE_KEYS has no private key for ${issuer}`);
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({
    verb,
    actor: caller.actor,
    client: caller.clientKey,
    correlation: caller.correlationId,
    locale: caller.locale,
    key: caller.idempotencyKey,
    deadline: caller.deadline,
  })
    .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: "at+jwt" })
    .setIssuer(issuer)
    .setAudience(verb.slice(0, verb.indexOf(".")))
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + tokenSeconds)
    .sign(key.privateKey);
}

/** What a call to a service carries beside its input. */
export async function serviceHeaders(
  context: ContextName,
  caller: Caller & { deadline: number },
  path: string,
): Promise<Record<string, string>> {
  return {
    "content-type": "application/json",
    authorization: `Bearer ${await signServiceToken(caller, `${context}.${path}`)}`,
    "x-correlation-id": caller.correlationId,
  };
}

/** The caller behind an `Authorization` header. Throws ServiceTokenError. */
export async function verifyServiceToken(
  authorization: string | undefined,
  audience: ContextName,
  path: string,
  now = new Date(),
  keys: readonly ServiceKey[] = serviceKeys(),
): Promise<Caller & { deadline: number; issuer: Issuer }> {
  const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  if (token === undefined) throw new ServiceTokenError("missing");
  const { payload, key } = await verified(token, audience, now, keys);
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new ServiceTokenError("malformed", parsed.error);
  const {
    iss,
    iat,
    exp,
    actor,
    verb,
    client,
    correlation,
    locale,
    deadline,
    key: idempotencyKey,
  } = parsed.data;
  if (!key.issuers.includes(iss) || iss !== issuerOf(actor)) throw new ServiceTokenError("wrong_issuer");
  if (exp - iat > longestSeconds) throw new ServiceTokenError("too_long");
  if (iat > now.getTime() / 1000 + skewSeconds) throw new ServiceTokenError("issued_in_the_future");
  if (verb !== `${audience}.${path}`) throw new ServiceTokenError("wrong_verb");
  return {
    actor,
    clientKey: client,
    correlationId: correlation,
    locale,
    idempotencyKey,
    deadline,
    issuer: iss,
  };
}

async function verified(token: string, audience: ContextName, now: Date, keys: readonly ServiceKey[]) {
  let found: ServiceKey | undefined;
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => {
        found = keys.find((key) => key.kid === kid);
        if (found === undefined) throw new ServiceTokenError("unknown_key");
        return found.publicKey;
      },
      { algorithms: [algorithm], audience, clockTolerance: skewSeconds, currentDate: now, typ: "at+jwt" },
    );
    if (found === undefined) throw new ServiceTokenError("unknown_key");
    return { payload, key: found };
  } catch (error) {
    throw error instanceof ServiceTokenError ? error : new ServiceTokenError(reasonOf(error), error);
  }
}

function reasonOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "wrong_signature";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") return "wrong_audience";
  return "malformed";
}
