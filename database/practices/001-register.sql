-- The register: which practice lives where. It holds no person and no client.
create schema register;

create table register.practice (
  id uuid primary key,
  -- The first label of the host name: linde.<base>.
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{0,30}$'),
  database_name text not null unique,
  -- A demo practice can never become a real one: the mark is set at birth and no statement of ours changes it.
  demo boolean not null,
  created_at timestamptz not null default now()
);

-- "Practice X has work": set before the commit of the work itself (harmless when that aborts), cleared by who looks.
create table register.work (
  practice uuid primary key references register.practice (id),
  due_at timestamptz not null
);

revoke all on schema register from public;
grant usage on schema register to :serving;
grant select on register.practice to :serving;
grant select, insert, update, delete on register.work to :serving;
