import { createHash } from "node:crypto";
import { visuallyHidden, visuallyHiddenInput } from "@base-ui/utils/visuallyHidden";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { contentSecurityPolicy, newNonce } from "./csp";

const served = { nonce: "bm9uY2U=", mapbox: false, development: false };

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values];
    }),
  );
}

test("only scripts and styles that carry the nonce run, and nothing may be embedded or redirected elsewhere", () => {
  const policy = directives(contentSecurityPolicy(served));
  expect(policy.get("default-src")).toEqual(["'none'"]);
  expect(policy.get("script-src")).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
  expect(policy.get("style-src")).toEqual(["'self'", "'nonce-bm9uY2U='"]);
  for (const name of ["object-src", "base-uri", "frame-ancestors"]) {
    expect(policy.get(name), name).toEqual(["'none'"]);
  }
  expect(policy.get("form-action")).toEqual(["'self'"]);
});

test("a served page allows nothing unsafe and no foreign host", () => {
  const policy = contentSecurityPolicy(served);
  expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  expect(policy).not.toMatch(/https?:|\*/);
});

test("the hidden controls of the kit's library keep their style, and only they", () => {
  const hashes = [visuallyHidden, visuallyHiddenInput].map((style) => {
    const [, attribute = ""] =
      /style="([^"]*)"/.exec(renderToStaticMarkup(createElement("i", { style }))) ?? [];
    return `'sha256-${createHash("sha256").update(attribute).digest("base64")}'`;
  });
  expect(directives(contentSecurityPolicy(served)).get("style-src-attr")).toEqual([
    "'unsafe-hashes'",
    ...hashes,
  ]);
});

test("Mapbox is reached only where it draws the map", () => {
  const policy = directives(contentSecurityPolicy({ ...served, mapbox: true }));
  expect(policy.get("connect-src")).toContain("https://api.mapbox.com");
  expect(policy.get("connect-src")).toContain("https://events.mapbox.com");
  expect(policy.get("script-src")).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
});

test("every nonce is another", () => {
  const nonces = new Set(Array.from({ length: 1_000 }, newNonce));
  expect(nonces.size).toBe(1_000);
  for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
});
