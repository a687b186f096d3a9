import { env } from "@/server/platform/env";
import { migratePostgres } from "./migrate";

const environment = env();
if (environment.embedded) {
  console.log("The embedded database migrates itself when it is opened.");
} else {
  const ran = await migratePostgres(environment.databaseUrl, environment.databaseRoleSecret);
  console.log(
    ran.length === 0 ? "Nothing to migrate." : `Migrated:\n${ran.map((name) => `  ${name}`).join("\n")}`,
  );
}
