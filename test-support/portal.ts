/** Where the portal under test answers: `npm test` starts one, by hand it is the usual address. (BASE_URL is Vite's.) */
export const portalUrl = (process.env.PORTAL_URL ?? "http://localhost:3000").replace(/\/$/, "");
