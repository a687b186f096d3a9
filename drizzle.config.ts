import { defineConfig } from "drizzle-kit";

/** For drizzle-kit's studio and checks. Migrations are hand-written and run by `npm run migrate`. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/*.ts",
  schemaFilter: ["inventory", "customer", "payment", "location", "platform"],
  dbCredentials: { url: process.env.DATABASE_URL ?? "postgres://localhost:5432/mycomputer" },
});
