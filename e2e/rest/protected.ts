import { expect } from "vitest";

/** The trees that nobody sees without signing in. */
export const protectedPages = [
  "/desk",
  "/workshop",
  "/schedule",
  "/stock",
  "/money",
  "/customers",
  "/manage",
  "/account",
];

export interface Form {
  path: string;
  headers: Record<string, string>;
}

/** The ways a page can be asked for: plainly, as Next's own data, and with headers that belong to the framework. */
export function forms(path: string): Form[] {
  const headers: Record<string, string>[] = [
    {},
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    {
      "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
    },
    { "x-middleware-next": "1", "x-middleware-prefetch": "1" },
    { "x-middleware-rewrite": path },
    { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "mc-session=x" },
    { cookie: "mc-session=not-a-token" },
  ];
  return [
    ...headers.map((some) => ({ path, headers: some })),
    { path: `${path}.rsc`, headers: {} },
    { path: `${path}?_rsc=abcde`, headers: { rsc: "1" } },
    { path: `${path}/`, headers: {} },
    { path: `/_next/data/build${path}.json`, headers: { "x-nextjs-data": "1" } },
  ];
}

export interface PlainAnswer {
  path: string;
  status: number;
  headers: Headers;
  body: string;
}

/** Asks without following redirects to other pages; Next's redirect of a data request to itself is followed. */
export async function fetchPlain(origin: string, { path, headers }: Form): Promise<PlainAnswer> {
  const response = await fetch(origin + path, { headers, redirect: "manual" });
  const location = response.headers.get("location") ?? "";
  const [target = ""] = location.replace(origin, "").split("?_rsc");
  if (headers.rsc === "1" && location.includes("_rsc") && target.startsWith(path.split("?", 1)[0] ?? path)) {
    const followed = location.replace(origin, "");
    const again = await fetch(origin + followed, { headers, redirect: "manual" });
    return { path, status: again.status, headers: again.headers, body: await again.text() };
  }
  return { path, status: response.status, headers: response.headers, body: await response.text() };
}

/** No name, address or reference of the demo network, and none of the staff's own frame. */
export function showsNothing({ path, body }: PlainAnswer): void {
  expect(body, path).not.toMatch(/MC-[0-9A-Z]{4}-[0-9A-Z]{2}/);
  expect(body, path).not.toMatch(/@(gent|berlin)?\.?demo\.mycomputer\.example/);
  expect(body, path).not.toMatch(/Elise Wouters|Camille Laurent/);
}
