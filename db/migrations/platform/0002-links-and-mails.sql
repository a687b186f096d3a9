-- A link may be asked for by anybody: the identity is made when it is spent, so nothing tells who has an account.
delete from platform.sign_in_links;
alter table platform.sign_in_links
  drop column identity_id,
  add column sealed_email bytea not null,
  add column locale text not null;
create index sign_in_links_expiry on platform.sign_in_links (expires_at);
create index revoked_sessions_expiry on platform.revoked_sessions (expires_at);

-- Mails on their way. To whom and what is sealed, and deleted once it was handed over.
create table platform.mails (
  id uuid primary key,
  locale text not null,
  sealed_content bytea,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  sent_at timestamptz,
  gave_up_at timestamptz
);
create index mails_waiting on platform.mails (next_attempt_at) where sent_at is null and gave_up_at is null;

grant select, insert, update, delete on platform.mails to mc_platform;
