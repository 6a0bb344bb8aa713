-- The reference central API: one schema for PostgreSQL 15 and PGlite. Times are UTC ms, money is integer minor units.

-- The service itself, in one row. Its lock puts appends into the order of commits, so that no reader sees a seq before a smaller one.
create table service (
  one boolean primary key default true check (one),
  epoch text not null,
  high_water bigint not null default 0,
  -- cursors below this seq, and cursors of other epochs, have expired
  oldest_cursor bigint not null default 0,
  -- what a cursor of another epoch gets: 410, or the new history from its start
  old_cursors text not null default 'gone' check (old_cursors in ('gone', 'restart'))
);

-- The change feed: every change as it is sent. `data` is the JSON text.
create table change (
  seq bigint primary key,
  kind text not null,
  op text not null check (op in ('upsert', 'delete')),
  id text not null,
  version bigint not null,
  data text not null,
  latest boolean not null
);
create unique index change_latest on change (kind, id) where latest;
create index change_snapshot on change (seq) where latest;

-- The current items, with the columns that the rules need; `data` is the JSON text in the form of the contract.
create table booking (
  id text primary key,
  version bigint not null,
  entity_hash text not null,
  status text not null,
  service_code text,
  data text not null,
  -- older than the feed: only this table and the entity filter have it
  archived boolean not null default false
);
create index booking_entity on booking (entity_hash);

create table charge (
  id text primary key,
  version bigint not null,
  booking_id text not null,
  purpose text not null,
  amount_minor bigint not null check (amount_minor between 1 and 9007199254740991),
  currency text not null,
  state text not null,
  gateway text not null,
  data text not null
);
create index charge_booking on charge (booking_id);

create table decision (
  id text primary key,
  n bigint generated always as identity,
  charge_ids jsonb not null,
  supersedes text,
  data text not null
);

-- Every entity hash ever seen, in the order in which they came.
create table entity (
  n bigint generated always as identity primary key,
  entity_hash text not null unique
);

create table refund (
  id text primary key,
  version bigint not null,
  charge_id text not null,
  keep_charge_id text,
  amount_minor bigint not null check (amount_minor between 1 and 9007199254740991),
  currency text not null,
  reason text not null,
  note text not null,
  state text not null,
  requested_by jsonb not null,
  decided_by jsonb,
  decision_note text,
  idempotency_key text unique,
  created_at bigint not null,
  updated_at bigint not null,
  -- from a feed file: history is not checked, only requests are
  imported boolean not null default false,
  check (imported or (idempotency_key is not null and ((reason = 'duplicate') = (keep_charge_id is not null))))
);
create index refund_charge on refund (charge_id);

-- The refunded sum of a charge: its refunds that are neither failed nor rejected. A refund that waits for approval reserves its amount.
create function refunded_minor(charge text) returns bigint language sql stable as $$
  select coalesce(sum(amount_minor), 0)::bigint from refund where charge_id = charge and state not in ('failed', 'rejected')
$$;

-- The last check of the money rules, under the locks of both charges in one fixed order.
create function guard_refund() returns trigger language plpgsql as $$
declare
  refunded charge%rowtype;
  kept charge%rowtype;
begin
  if new.imported or new.state in ('failed', 'rejected') then return new; end if;
  perform 1 from charge where id in (new.charge_id, new.keep_charge_id) order by id for update;
  select * into refunded from charge where id = new.charge_id;
  if refunded_minor(new.charge_id) > refunded.amount_minor then
    raise exception 'refunds of % exceed what was captured', new.charge_id;
  end if;
  if tg_op = 'INSERT' then
    if refunded.state is distinct from 'captured' then raise exception 'charge % is not captured', new.charge_id; end if;
    if new.keep_charge_id is not null then
      select * into kept from charge where id = new.keep_charge_id;
      if kept.state is distinct from 'captured' or refunded_minor(new.keep_charge_id) > 0 then
        raise exception 'the kept charge % does not stay paid', new.keep_charge_id;
      end if;
    end if;
  end if;
  return new;
end $$;
create trigger refund_guard after insert or update on refund for each row execute function guard_refund();

-- The ledger of keys, one for the whole company; a final row stays for ever.
create table idempotency_key (
  key text primary key,
  -- SHA-256 over method, path and raw body; null for a key that was voided before it was used
  fingerprint text,
  state text not null check (state in ('working', 'final', 'voided')),
  -- while working: the request that decides, and since when; a lease, so that a dead server does not block the key
  owner text,
  since bigint not null,
  status integer,
  body text,
  refund_id text references refund (id)
);

create function keep_for_ever() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % is for ever', tg_table_name;
end $$;
create trigger key_kept before delete or update on idempotency_key for each row when (old.state <> 'working') execute function keep_for_ever();
create trigger refund_kept before delete on refund for each row execute function keep_for_ever();

create table person (
  id text primary key,
  username text not null unique,
  name text not null,
  role text not null check (role in ('agent', 'supervisor', 'admin')),
  password text not null,
  refund_limit jsonb not null,
  locale text not null
);

create table session (
  id text primary key,
  person_id text not null references person (id),
  expires_at bigint not null,
  ended boolean not null default false
);

-- A pair of access and refresh token, stored as SHA-256. A refresh makes a child; the first use of its access token retires the parent.
create table token_pair (
  id text primary key,
  session_id text not null references session (id),
  parent_id text references token_pair (id),
  access_hash text not null unique,
  refresh_hash text not null unique,
  issued_at bigint not null,
  access_expires_at bigint not null,
  used boolean not null default false
);
create index token_pair_parent on token_pair (parent_id);

create table failed_sign_in (
  username text not null,
  at bigint not null
);
create index failed_sign_in_at on failed_sign_in (username, at);

-- One-use tokens of the payment page that were used.
create table card_token (token text primary key);

create table error_report (
  id text primary key,
  fingerprint text not null,
  at bigint not null,
  release text not null,
  process text not null,
  message text not null,
  data text not null
);
create index error_report_at on error_report (at);
