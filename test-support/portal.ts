/** Where the portal under test answers: `npm test` starts one, by hand it is the usual address. */
export const portalUrl = (process.env.BASE_URL ?? "http://localhost:3000").replace(/\/$/, "");
