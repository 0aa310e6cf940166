-- The address that a working link would confirm, so that whoever holds it sees what they say yes to. Always one row.
create function room.address_to_confirm(link_token bytea, at timestamptz) returns table (account uuid, sealed bytea)
  language sql stable security definer set search_path = ''
as $$
  select c.account, c.sealed from (select 1) as always
  left join room.link l on l.token_hash = link_token and l.purpose = 'confirm address' and l.ended_at is null and l.ends_at > at
    and not exists (select from room.deactivation d where d.account = l.account)
  left join room.address_change c on c.account = l.account
$$;

revoke execute on all functions in schema room from public;
grant execute on function room.address_to_confirm(bytea, timestamptz) to :serving;
