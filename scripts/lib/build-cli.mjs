import { ensureBuilt } from "./build.mjs";
import { Complaint, stopOnSignals } from "./children.mjs";

stopOnSignals();
ensureBuilt().then(
  (what) => console.log(what === "unchanged" ? "the last build was made from these very sources" : "built"),
  (error) => {
    console.error(error instanceof Complaint ? error.message : error);
    process.exit(1);
  },
);
