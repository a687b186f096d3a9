/** The ways to sign in, as next-auth's addresses name them. */
export const providers = {
  staffPassword: "staff-password",
  staffOidc: "staff-oidc",
  customerLink: "customer-link",
} as const;
