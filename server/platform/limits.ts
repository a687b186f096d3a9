/** Calls per window and client, for the edge and for verbs. Generous to a person, tight to a script. */
export const limits = {
  lookup: { points: 600, seconds: 60 },
  /** As a person types; a whole centre may share an address. */
  search: { points: 1200, seconds: 60 },
  tile: { points: 3000, seconds: 60 },
  hold: { points: 120, seconds: 60 },
  book: { points: 60, seconds: 60 },
  write: { points: 240, seconds: 60 },
  /** Wrong passwords from one client for one account. */
  signIn: { points: 10, seconds: 900 },
  /** Wrong passwords for one account, wherever they come from. */
  signInAccount: { points: 25, seconds: 900 },
  /** Wrong passwords from one client for any account: a centre's whole staff shares an address. */
  signInClient: { points: 100, seconds: 900 },
  /** Sign-in links sent to one address. */
  link: { points: 5, seconds: 900 },
  /** Sign-in links asked for by one client. */
  linkClient: { points: 30, seconds: 900 },
} as const;
export type LimitName = keyof typeof limits;
