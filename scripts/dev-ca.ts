import { join } from "node:path";
import { serviceFolderEnv, writeServiceFolders } from "./tls/service-folders";

const root = join(process.cwd(), ".local", "tls");
await writeServiceFolders(root);
console.log(`A development CA has certified the portal and the four services, in ${root}.`);
console.log(
  "Each is valid for 90 days; run this again for new ones. For the inventory service, for instance:\n",
);
for (const [name, value] of Object.entries(serviceFolderEnv(root, "inventory")))
  console.log(`${name}=${value}`);
