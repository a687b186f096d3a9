create table platform.identities (
  id uuid primary key,
  kind text not null check (kind in ('staff', 'customer')),
  email text not null,
  email_search text not null,
  name text not null,
  password_hash text,
  oidc_subject text unique,
  locale text not null default 'en',
  theme text not null default 'system',
  demo boolean not null default false,
  disabled_at timestamptz,
  revoked_before timestamptz,
  created_at timestamptz not null
);
create unique index identities_email on platform.identities (kind, email_search);

create table platform.role_grants (
  id uuid primary key,
  identity_id uuid not null references platform.identities (id) on delete cascade,
  role text not null
    check (role in ('front_desk', 'technician', 'stock_keeper', 'finance', 'manager', 'admin')),
  service_center_id text,
  unique nulls not distinct (identity_id, role, service_center_id)
);

-- Single sessions that were ended before their time.
create table platform.revoked_sessions (
  session_id uuid primary key,
  expires_at timestamptz not null
);

-- Links that sign a customer in: stored hashed, spent once, by a pressed button.
create table platform.sign_in_links (
  token_hash bytea primary key,
  identity_id uuid not null references platform.identities (id) on delete cascade,
  return_to text,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- What the platform remembers of itself: the seed's anchor day, the schema's age.
create table platform.facts (
  name text primary key,
  value jsonb not null
);

grant select, insert, update, delete on all tables in schema platform to mc_platform;
