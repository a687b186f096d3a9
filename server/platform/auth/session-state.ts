import { sql } from "drizzle-orm";
import { database, rows } from "@/db/client";
import type { Grant, Role } from "@/server/kernel/actor";
import { isUuid } from "@/server/kernel/ids";
import type { SessionClaims } from "./session-token";

/** Who is signed in, as the database has it now. */
export interface SignedInPerson {
  kind: "staff" | "customer";
  identityId: string;
  sessionId: string;
  name: string;
  email: string;
  locale: string;
  theme: string;
  grants: readonly Grant[];
}

/** How old an answer may be: a revoked session is out within a second. */
const freshMillis = 500;
const mostKept = 20_000;

interface Known {
  until: number;
  person: Promise<SignedInPerson | undefined>;
}
const shared = globalThis as { mycomputerSessions?: Map<string, Known> };
shared.mycomputerSessions ??= new Map();
const known = shared.mycomputerSessions;

/** The person of a session, or undefined if it was ended, their account is disabled, or it is gone. */
export async function personOfSession(claims: SessionClaims): Promise<SignedInPerson | undefined> {
  const key = `${claims.sessionId}:${claims.identityId}:${claims.kind}:${claims.signedInAt}`;
  const before = known.get(key);
  if (before !== undefined && before.until > Date.now()) return before.person;
  if (known.size >= mostKept) known.clear();
  // The clock starts before the question is asked, so that the answer is never older than this.
  const person = load(claims);
  known.set(key, { until: Date.now() + freshMillis, person });
  person.catch(() => known.delete(key));
  return person;
}

/** Forgets what this process knows, so that a change made here counts at once. */
export function forgetSessions(): void {
  known.clear();
}

interface IdentityRow {
  place: number;
  name: string;
  email: string;
  locale: string;
  theme: string;
  grants: { role: Role; serviceCenterId: string | null }[];
}

interface Question {
  claims: SessionClaims;
  answer: PromiseWithResolvers<SignedInPerson | undefined>;
}
let asked: Question[] = [];

/** Sessions asked for at the same moment are one query: hundreds of live streams ask together. */
function load(claims: SessionClaims): Promise<SignedInPerson | undefined> {
  const answer = Promise.withResolvers<SignedInPerson | undefined>();
  if (!isUuid(claims.sessionId) || !isUuid(claims.identityId)) return Promise.resolve(undefined);
  asked.push({ claims, answer });
  if (asked.length === 1) setImmediate(answerAll);
  return answer.promise;
}

async function answerAll(): Promise<void> {
  const questions = asked;
  asked = [];
  try {
    const found = new Map((await readPeople(questions)).map(({ place, ...row }) => [place, row]));
    for (const [place, { claims, answer }] of questions.entries()) {
      const row = found.get(place);
      const { identityId, sessionId, kind } = claims;
      answer.resolve(row && { ...row, kind, identityId, sessionId });
    }
  } catch (error) {
    for (const { answer } of questions) answer.reject(error);
  }
}

async function readPeople(questions: readonly Question[]): Promise<IdentityRow[]> {
  const sessions = questions.map(({ claims }, place) => ({
    place,
    session_id: claims.sessionId,
    identity_id: claims.identityId,
    kind: claims.kind,
    signed_in_at: new Date(claims.signedInAt).toISOString(),
  }));
  const platform = await database("platform");
  return platform.read((tx) =>
    rows<IdentityRow>(
      tx,
      sql`
        select s.place, i.name, i.email, i.locale, i.theme,
          coalesce((
            select json_agg(json_build_object('role', g.role, 'serviceCenterId', g.service_center_id))
            from platform.role_grants g where g.identity_id = i.id
          ), '[]'::json) as grants
        from json_to_recordset(${JSON.stringify(sessions)}::json)
          as s(place int, session_id uuid, identity_id uuid, kind text, signed_in_at timestamptz)
        join platform.identities i on i.id = s.identity_id and i.kind = s.kind
        where i.disabled_at is null
          and (i.revoked_before is null or i.revoked_before < s.signed_in_at)
          and not exists (select 1 from platform.revoked_sessions r where r.session_id = s.session_id)`,
    ),
  );
}
