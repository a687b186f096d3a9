import { expect } from "vitest";

const base = `${process.env.PORTAL_URL ?? "http://localhost:3000"}/api/v1`;

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** One REST call. The body's shape is what the test that makes the call expects of it. */
export async function rest<Body>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> {
  const response = await fetch(base + path, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === "" ? undefined : JSON.parse(text)) as Body,
  };
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  correlationId: string;
}

/** Expects a refusal with this status and code, complete as RFC 9457 wants it and with nothing of our insides. */
export function expectProblem(answer: Answer<unknown>, status: number, code: string): Problem {
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  const problem = answer.body as Problem;
  expect(problem).toMatchObject({
    status,
    code,
    title: expect.any(String),
    correlationId: expect.any(String),
  });
  expect(answer.status).toBe(status);
  expect(problem.title).not.toBe(code);
  expect(answer.headers.get("x-correlation-id")).toBe(problem.correlationId);
  expect(JSON.stringify(problem)).not.toMatch(/node_modules|\.ts:\d|select |postgres/i);
  return problem;
}
