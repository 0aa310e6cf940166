-- The link with which the first person sets up an empty production room. Only its hash is kept. It works once, because then the room is not empty any more.
create table register.set_up_link (
  token_hash bytea primary key,
  practice uuid not null references register.practice (id),
  ends_at timestamptz not null,
  made_at timestamptz not null
);
-- The serving role may look whether a link is right; making and using one is the owner's.
grant select on register.set_up_link to :serving;
