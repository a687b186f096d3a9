import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/db/seed/demo-accounts";

/** The lines that a demo's start ends with (scripts/start.mjs): how to sign in. */
const width = Math.max(...DEMO_ACCOUNTS.map((account) => account.email.length));
const people = DEMO_ACCOUNTS.map(({ email, name, grants }) => {
  const roles = grants.map(
    ({ role, serviceCenterId }) => `${role.replace("_", " ")}, ${serviceCenterId ?? "all centres"}`,
  );
  return `  ${email.padEnd(width)}  ${name} (${roles.join("; ")})`;
});
console.log(`  Book a repair on the first page; no account is needed.`);
console.log(`  Staff sign in at /en/sign-in/staff with the password ${DEMO_PASSWORD}:`);
console.log(people.join("\n"));
