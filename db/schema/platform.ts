import { boolean, integer, jsonb, pgSchema, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./types";

export const platformSchema = pgSchema("platform");

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const identities = platformSchema.table("identities", {
  id: uuid("id").primaryKey(),
  kind: text("kind", { enum: ["staff", "customer"] }).notNull(),
  email: text("email").notNull(),
  emailSearch: text("email_search").notNull(),
  name: text("name").notNull(),
  passwordHash: text("password_hash"),
  oidcSubject: text("oidc_subject"),
  locale: text("locale").notNull().default("en"),
  theme: text("theme").notNull().default("system"),
  demo: boolean("demo").notNull().default(false),
  disabledAt: instant("disabled_at"),
  revokedBefore: instant("revoked_before"),
  createdAt: instant("created_at").notNull(),
});

export const roleGrants = platformSchema.table("role_grants", {
  id: uuid("id").primaryKey(),
  identityId: uuid("identity_id").notNull(),
  role: text("role", {
    enum: ["front_desk", "technician", "stock_keeper", "finance", "manager", "admin"],
  }).notNull(),
  serviceCenterId: text("service_center_id"),
});

export const revokedSessions = platformSchema.table("revoked_sessions", {
  sessionId: uuid("session_id").primaryKey(),
  expiresAt: instant("expires_at").notNull(),
});

export const signInLinks = platformSchema.table("sign_in_links", {
  tokenHash: bytea("token_hash").primaryKey(),
  sealedEmail: bytea("sealed_email").notNull(),
  locale: text("locale").notNull(),
  returnTo: text("return_to"),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

export const mails = platformSchema.table("mails", {
  id: uuid("id").primaryKey(),
  locale: text("locale").notNull(),
  sealedContent: bytea("sealed_content"),
  createdAt: instant("created_at").notNull(),
  attempts: integer("attempts").notNull().default(0),
  nextAttemptAt: instant("next_attempt_at").notNull(),
  sentAt: instant("sent_at"),
  gaveUpAt: instant("gave_up_at"),
});

export const facts = platformSchema.table("facts", {
  name: text("name").primaryKey(),
  value: jsonb("value").notNull(),
});
