import { writeFileSync } from "node:fs";
import { door } from "@/app/api/v1/door";
import { openApiDocument } from "@/server/rest/openapi";

writeFileSync("docs/openapi.json", `${JSON.stringify(openApiDocument(door.operations), null, 2)}\n`);
console.log("docs/openapi.json is what the verbs say now.");
