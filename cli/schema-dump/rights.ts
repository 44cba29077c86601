import type { Queryable } from 'lib/db.ts';
import { type Entry, labSchemas } from './catalog.ts';

/**
 * Who but the owner may do what: of schemas, tables and their columns, sequences and functions. The owner's own rights are not written,
 * and PostgreSQL's gift to everybody, to call a function, is written as taken back where it was.
 */
export async function listGrants(db: Queryable): Promise<Entry[]> {
  const { rows } = await db.query<Entry>(`/* dump: grants */
    with objects as (
      select nspacl as acl, nspowner as owner, 'schema ' || quote_ident(nspname) as name, null as part from pg_namespace where oid in (${labSchemas})
      union all select relacl, relowner, case relkind when 'S' then 'sequence ' else 'table ' end || oid::regclass, null
        from pg_class where relnamespace in (${labSchemas}) and relkind in ('r', 'v', 'S')
      union all select a.attacl, c.relowner, 'table ' || c.oid::regclass, quote_ident(a.attname)
        from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace in (${labSchemas}) and not a.attisdropped
      union all select proacl, proowner, 'function ' || oid::regprocedure, null from pg_proc where pronamespace in (${labSchemas}) and prokind in ('f', 'p')
    ), rights as (
      select name, part, lower(privilege_type) as privilege, is_grantable, case grantee when 0 then 'public' else pg_get_userbyid(grantee)::text end as grantee
      from objects, aclexplode(acl) where grantee <> owner
    ), lines as (
      select name, grantee, is_grantable, privilege || coalesce(' (' || string_agg(part, ', ' order by part collate "C") || ')', '') as privilege
      from rights group by name, grantee, is_grantable, privilege
    )
    select statement, null as comment from (
      select 1 as place, format('revoke all on %s from public;', name) as statement
      from objects where name like 'function %' and acl is not null and not exists (select from aclexplode(acl) where grantee = 0)
      union all select 2, format('grant %s on %s to %s%s;', string_agg(privilege, ', ' order by privilege collate "C"), name, grantee,
        case when is_grantable then ' with grant option' else '' end)
      from lines group by name, grantee, is_grantable
    ) statements order by place, statement collate "C"`);
  return rows;
}

/** What becomes of rights on things that are made later. */
export async function listDefaultGrants(db: Queryable): Promise<Entry[]> {
  const { rows } = await db.query<Entry>(`/* dump: default grants */
    select 'alter default privileges revoke execute on functions from public;' as statement, null as comment
    from pg_default_acl where defaclnamespace = 0 and defaclobjtype = 'f' and not exists (select from aclexplode(defaclacl) where grantee = 0)`);
  return rows;
}
