-- The log (NEN 7513): one line per look, yes and no alike; the fact, never the content.
create table room.audit (
  id uuid primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  action text not null,
  allowed boolean not null,
  -- The basis of a yes, the reason of a no.
  basis text not null,
  account uuid,
  roles text[] not null,
  session uuid,
  on_behalf_of uuid,
  -- A keyed hash of the network address: the same place can be recognised, no address can be read.
  access_point bytea,
  object_kind text,
  object uuid,
  -- Whose file it is about.
  client uuid,
  emergency boolean not null default false,
  found integer,
  rule text not null,
  mac bytea not null
);
create index audit_account on room.audit (account, at);
create index audit_object on room.audit (object, at);
create index audit_client on room.audit (client, at);
create index audit_tx on room.audit (tx);

-- The chain over committed lines: hash = HMAC(audit key; previous hash, line id, line mac). Written by one sealer per practice.
create table room.seal (
  position bigint primary key,
  line uuid not null unique references room.audit (id),
  hash bytea not null,
  sealed_at timestamptz not null
);
create table room.seal_state (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  hash bytea not null,
  -- Every line of a transaction before this one is sealed.
  sealed_before xid8 not null
);
insert into room.seal_state (position, hash, sealed_before) values (0, '\x00', '0');

-- For the house itself: the three answer only where nobody is signed in.
-- surely_before: every transaction before it has ended, so that all its lines are among these when there were fewer than `most`.
-- reached: the same, of a line, when there were more and it is the last.
create function room.unsealed(most integer)
  returns table (line uuid, mac bytea, last_hash bytea, surely_before xid8, reached xid8)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if room.me() is not null then return; end if;
  -- One sealer at a time; who comes second finds nothing to do.
  if not pg_catalog.pg_try_advisory_xact_lock(7513) then return; end if;
  return query
    select a.id, a.mac, s.hash, pg_snapshot_xmin(pg_current_snapshot()), least(a.tx, pg_snapshot_xmin(pg_current_snapshot()))
    from room.seal_state s
    join room.audit a on a.tx >= s.sealed_before
    where not exists (select 1 from room.seal done where done.line = a.id)
    order by a.tx, a.at, a.id
    limit most;
end $$;

-- `lines`: [{"line", "hash"}] in order, hashes in hex. `surely_before`: every transaction before it had ended when the lines were
-- read, and all its lines are among them or sealed.
create function room.add_seals(lines jsonb, at timestamptz, surely_before xid8) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  was room.seal_state;
begin
  if room.me() is not null then return; end if;
  select * into strict was from room.seal_state for update;
  insert into room.seal (position, line, hash, sealed_at)
    select was.position + n, (entry ->> 'line')::uuid, decode(entry ->> 'hash', 'hex'), at
    from jsonb_array_elements(lines) with ordinality as e (entry, n);
  update room.seal_state set
    position = was.position + jsonb_array_length(lines),
    hash = decode(lines -> -1 ->> 'hash', 'hex'),
    sealed_before = surely_before;
end $$;

-- The last seal, to be noted outside the database.
create function room.chain_head() returns table ("position" bigint, hash bytea)
  language sql stable security definer set search_path = ''
as $$ select s.position, s.hash from room.seal_state s where room.me() is null $$;
