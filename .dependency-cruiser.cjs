// Who may import whom (docs: "The house" in README.md). `npm run boundaries` runs it and checks that it looked.
const ours = "^(app|components|server|db|i18n|middleware|instrumentation)(/|\\.)";
const tests = "\\.test\\.tsx?$";
const contract = "^server/contexts/[^/]+/contract/";
const kernel = "^server/kernel/";
const platform = "^server/platform/";

/** `from` may import, of our own code, only `allowed`. */
function only(name, from, allowed, comment) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from, pathNot: [tests] },
    to: { path: ours, pathNot: allowed },
  };
}

/** `from` may import `to` as types only. */
function typesOnly(name, from, to, comment) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from, pathNot: [tests] },
    to: { path: to, dependencyTypesNot: ["type-only"] },
  };
}

const insideContext = "^server/contexts/([^/]+)/(commands|queries|projections|adapters)/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    only("kernel-stands-alone", kernel, [kernel], "The kernel imports nothing of ours."),
    only(
      "domain-is-pure",
      "^server/contexts/([^/]+)/domain/",
      ["^server/contexts/$1/(domain|contract)/", kernel],
      "Rules know their own context's domain and contract, and the kernel.",
    ),
    {
      name: "domain-does-no-io",
      comment: "Rules and the kernel are pure: no files, network, database or framework.",
      severity: "error",
      from: { path: ["^server/contexts/[^/]+/domain/", kernel], pathNot: [tests] },
      to: {
        path: [
          "^(node:)?(fs|net|http|https|tls|dns|child_process|worker_threads)(/|$)",
          "node_modules/(postgres|drizzle-orm|next|react|pino|@trpc|@upstash|@electric-sql)/",
        ],
      },
    },
    only(
      "contract-stands-alone",
      "^server/contexts/([^/]+)/contract/",
      ["^server/contexts/$1/contract/", kernel],
      "Others import contracts, so contracts import only the kernel.",
    ),
    only(
      "contexts-keep-their-walls",
      insideContext,
      ["^server/contexts/$1/", contract, "^server/routers/", kernel, platform, "^db/"],
      "A verb, projection or adapter knows its own context and the others' contracts.",
    ),
    typesOnly(
      "contexts-call-by-type",
      insideContext,
      "^server/routers/",
      "Another front door is called, not imported.",
    ),
    only(
      "routers-list-their-own-verbs",
      "^server/routers/(inventory|customer|payment|location)\\.ts$",
      ["^server/contexts/$1/(commands|queries)/", "^server/sagas/", kernel, platform],
      "A router lists its own context's commands and queries, and hands them the sagas that they start.",
    ),
    only(
      "routers-reach-no-further",
      "^server/routers/",
      ["^server/routers/", "^server/contexts/[^/]+/(commands|queries)/", "^server/sagas/", kernel, platform],
      "What joins the routers adds nothing to them.",
    ),
    only(
      "doors-and-sagas-use-contracts",
      "^server/(sagas|rest|graphql)/",
      ["^server/(sagas|rest|graphql)/", "^server/routers/", contract, kernel, platform, "^i18n/"],
      "Doors and sagas reach a context through its front door and its contract.",
    ),
    typesOnly(
      "doors-and-sagas-call-by-type",
      "^server/(sagas|rest|graphql)/",
      "^server/routers/",
      "Doors and sagas are handed the callers; they know the routers as types.",
    ),
    only(
      "platform-knows-no-context",
      platform,
      [platform, kernel, "^db/(?!seed/)", "^i18n/", "^server/routers/"],
      "What every context uses knows none of them.",
    ),
    typesOnly("platform-calls-by-type", platform, "^server/routers/", "Routers as types only."),
    only(
      "app-is-routes-and-pages",
      "^app/",
      ["^app/", "^components/", "^i18n/", "^server/(routers|rest|graphql)/", platform, kernel],
      "Pages reach data through the front doors, never through a context or the database.",
    ),
    only(
      "components-stay-in-front",
      "^components/",
      ["^components/", "^i18n/", "^server/"],
      "No pages, no database.",
    ),
    typesOnly("components-take-types", "^components/", "^server/", "The browser gets no server code."),
    only(
      "database-layer-knows-no-context",
      "^db/(?!seed/)",
      ["^db/(?!seed/)", kernel, platform],
      "Client, schema and migrations lie below the contexts.",
    ),
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      from: { path: ours, pathNot: [tests] },
      to: { path: ["^(test-support|e2e|bench|scripts)/", tests] },
    },
    {
      name: "no-circles",
      severity: "error",
      from: { path: ours },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: { path: ours, pathNot: [tests] },
      to: { couldNotResolve: true, pathNot: ["\\.css$"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["^\\.next", "\\.css$"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
