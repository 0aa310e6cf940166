-- What ends the sessions of an account ends its sign-ins that are half done too: the password they began with may be the one that was lost.
create or replace function room.end_sessions(of_account uuid, but uuid, at timestamptz) returns jsonb
  language sql volatile security definer set search_path = ''
as $$
  delete from room.half_open h where h.account = of_account;
  with ended as (
    update room.session s set ended_at = at where s.account = of_account and s.ended_at is null and s.id is distinct from but
    returning s.id, s.account),
  told as (
    insert into room.event (at, addressee, what, subject) select at, account, 'signed out', id from ended
    returning id, addressee, subject),
  gone as (delete from room.presence p where p.account = of_account and but is null)
  select coalesce(jsonb_agg(jsonb_build_array(id, addressee, subject)), '[]'::jsonb) from told
$$;

revoke execute on all functions in schema room from public;
