import type pg from 'pg'
import type { Finding } from '../tree.ts'
import { functions } from './functions.ts'
import { among, type Grants, tableNames, tables } from './tables.ts'

/** What must hold of a practice's database itself, whatever stands in it. `role` is the one that serves requests. */
export async function judgeStructure(client: pg.ClientBase, role: string): Promise<Finding[]> {
  return [
    ...(await judgeRole(client, role)),
    ...(await judgeRelations(client)),
    ...(await judgeGrants(client, role)),
    ...(await judgePolicies(client, role)),
    ...(await judgeFunctions(client, role)),
  ]
}

/** The serving role owns nothing, is nobody else, and steps over no policy. */
async function judgeRole(client: pg.ClientBase, role: string): Promise<Finding[]> {
  const { rows } = await client.query<{ powerful: boolean; belongs: string[]; owns: string[] }>(
    `select r.rolsuper or r.rolbypassrls or r.rolcreatedb or r.rolcreaterole or r.rolreplication as powerful,
       array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as belongs,
       array(select pg_describe_object(d.classid, d.objid, d.objsubid) from pg_shdepend d
             where d.refobjid = r.oid and d.deptype = 'o') as owns
     from pg_roles r where r.rolname = $1`,
    [role],
  )
  const path = 'the serving role'
  return [
    ...rows.flatMap(({ powerful }) => found(path, [[powerful, 'may do more than log in']])),
    ...rows.flatMap(({ belongs }) => belongs.map((other) => ({ path, what: `is a member of ${other}` }))),
    ...rows.flatMap(({ owns }) => owns.map((thing) => ({ path, what: `owns ${thing}` }))),
  ]
}

/** The sentences whose condition is met, as findings. */
function found(path: string, judged: [boolean, string][]): Finding[] {
  return judged.filter(([isSo]) => isSo).map(([, what]) => ({ path, what }))
}

/** Every table is listed and has its policies switched on; nothing stands beside tables that would read past them. */
async function judgeRelations(client: pg.ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; schema: string; kind: string; walled: boolean }>(
    `select c.relname as name, n.nspname as schema, c.relkind as kind, c.relrowsecurity as walled
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'trial') and c.relkind in ('r', 'p', 'v', 'm', 'f')
     order by n.nspname, c.relname`,
  )
  const there = rows.filter(({ schema }) => schema === 'room')
  const elsewhere = rows.filter(({ schema, name }) => schema !== 'room' && `${schema}.${name}` !== 'public.migration')
  const missing = tableNames.filter((name) => there.every((row) => row.name !== name))
  return [
    ...elsewhere.map(({ schema, name }) => ({ path: `${schema}.${name}`, what: 'stands outside the room' })),
    ...missing.map((path) => ({ path, what: 'is listed and not there' })),
    ...there.flatMap(({ name, kind, walled }) =>
      found(name, [
        [tableNames.every((known) => known !== name), 'is not listed in checks/walls'],
        [kind !== 'r', 'is no plain table: it would be read with its owner’s rights'],
        [!walled, 'has no row level security'],
      ]),
    ),
  ]
}

type Granted = { table: string; column: string; reads: boolean; adds: boolean; changes: boolean }

/** What is granted, column by column, is what the list says: no more and no less. */
async function judgeGrants(client: pg.ClientBase, role: string): Promise<Finding[]> {
  const { rows } = await client.query<Granted>(
    `select c.relname as table, a.attname as column,
       has_column_privilege($1, c.oid, a.attnum, 'select') as reads,
       has_column_privilege($1, c.oid, a.attnum, 'insert') as adds,
       has_column_privilege($1, c.oid, a.attnum, 'update') as changes
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'room'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1, a.attnum`,
    [role],
  )
  const others = await client.query<{ what: string }>(
    `select format('%s on %s', privilege, c.relname) as what
     from pg_class c, unnest(array['delete', 'truncate', 'references', 'trigger']) as privilege
     where c.relnamespace not in (select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')
       and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege($1, c.oid, privilege)
     union all select format('%s on schema %s', privilege, nspname)
     from pg_namespace, unnest(array['create', 'usage']) as privilege
     where has_schema_privilege($1, oid, privilege) and nspname !~ '^pg_' and nspname not in ('information_schema', 'trial')
       and not (privilege = 'usage' and nspname in ('room', 'public'))
     union all select format('usage of sequence %s', relname) from pg_class
     where relkind = 'S' and (has_sequence_privilege($1, oid, 'usage') or has_sequence_privilege($1, oid, 'update'))
     union all select format('select on migration') from pg_class where relname = 'migration' and has_any_column_privilege($1, oid, 'select')`,
    [role],
  )
  return [
    ...rows.flatMap(judgeColumn),
    ...others.rows.map(({ what }) => ({ path: 'the serving role', what: `is granted ${what}` })),
  ]
}

function judgeColumn({ table, column, reads, adds, changes }: Granted): Finding[] {
  const name = tableNames.find((known) => known === table)
  const { select, insert, update }: Grants = name ? tables[name].grants : {}
  const wanted = { select: among(select, column), insert: insert ?? false, update: among(update, column) }
  const granted = { select: reads, insert: adds, update: changes }
  return (['select', 'insert', 'update'] as const).flatMap((right) => {
    if (wanted[right] === granted[right]) return []
    return [
      { path: `${table}.${column}`, what: granted[right] ? `is granted for ${right}` : `is not granted for ${right}` },
    ]
  })
}

/** Policies are for the serving role, and each is permissive: one that only restricts is read wrongly too easily. */
async function judgePolicies(client: pg.ClientBase, role: string): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; roles: string[]; permissive: string; open: boolean }>(
    `select tablename || ' ' || policyname as name, roles::text[] as roles, permissive,
       coalesce(qual, 'true') = 'true' and coalesce(with_check, 'true') = 'true' as open
     from pg_policies where schemaname = 'room' order by 1`,
  )
  return rows.flatMap(({ name, roles, permissive, open }) =>
    found(name, [
      [roles.join() !== role, `is a policy for ${roles.join(', ')}`],
      [permissive !== 'PERMISSIVE', 'is a restrictive policy'],
      [open && name !== 'setting public_facts', 'is a policy that lets everything through'],
    ]),
  )
}

type Runnable = { name: string; definer: boolean; path: boolean; everybody: boolean; serving: boolean }

/** Every function looks with its owner's eyes, on a fixed path, and runs for the serving role only, if at all. */
async function judgeFunctions(client: pg.ClientBase, role: string): Promise<Finding[]> {
  const { rows } = await client.query<Runnable>(
    `select p.proname as name, p.prosecdef as definer,
       coalesce('search_path=""' = any (p.proconfig), false) or p.prosqlbody is not null as path,
       exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as everybody,
       has_function_privilege($1, p.oid, 'execute') as serving
     from pg_proc p where p.pronamespace = 'room'::regnamespace order by p.proname`,
    [role],
  )
  const missing = Object.keys(functions).filter((name) => rows.every((row) => row.name !== name))
  return [
    ...missing.map((name) => ({ path: `${name}()`, what: 'is listed and not there' })),
    ...rows.flatMap(judgeFunction),
  ]
}

function judgeFunction({ name, definer, path, everybody, serving }: Runnable): Finding[] {
  const listed = Object.entries(functions).find(([known]) => known === name)?.[1]
  const bare = listed === 'reads no table' || listed === 'part of functions'
  const hidden = listed === 'functions only' || listed === 'part of functions'
  return found(`${name}()`, [
    [listed === undefined, 'is not listed in checks/walls'],
    [!definer && !bare, 'is not security definer'],
    [definer && bare, 'is security definer'],
    [!path, 'has no fixed search path'],
    [everybody, 'may be run by everybody'],
    [serving && hidden, 'may be run by the serving role'],
    [!serving && listed !== undefined && !hidden, 'may not be run by the serving role'],
  ])
}
