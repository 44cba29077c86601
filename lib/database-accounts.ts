import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import { roleOf, type ServiceName, serviceNames } from './database-roles.ts';
import { type Pool, sqlState, withTransaction } from './db.ts';
import { keepSecret } from './secrets.ts';

export type Passwords = Record<ServiceName, string>;

/** What a pool of the lab sets too; here it also holds for whoever signs in by other means. In PostgreSQL's writing. */
const limits = { statement_timeout: '60s', lock_timeout: '15s', idle_in_transaction_session_timeout: '30s' };

/** Two labs on one server, or two starts at once, change the same rows of the catalogue. */
const attempts = 10;

/** What roles sign in with: given by the settings, or generated in `LAB_DATA_DIR`. */
export function findPasswords(config: Config): Passwords {
  return fromServices(
    (service) => config[`${toUpperCase(service)}_DATABASE_PASSWORD`] ?? keepSecret(config.LAB_DATA_DIR, `database-${service}`)[0],
  );
}

function toUpperCase<Text extends string>(text: Text): Uppercase<Text> {
  return text.toUpperCase() as Uppercase<Text>;
}

/**
 * Lets the roles of the services sign in with these passwords, and sets their limits. The server gets to see what a password is checked
 * against and not the password, which so can stand in none of its logs.
 *
 * @param owner a pool of the one who made the roles, or a superuser.
 * @throws Error with the way out when it may not change them.
 */
export async function provisionRoles(owner: Pool, passwords: Passwords): Promise<void> {
  const statements = serviceNames.flatMap((service) => [
    `alter role ${roleOf(service)} with login password '${writeVerifier(passwords[service])}'`,
    ...Object.entries(limits).map(([name, value]) => `alter role ${roleOf(service)} set ${name} = '${value}'`),
  ]);
  for (let attempt = 1; ; attempt++) {
    try {
      return await withTransaction(owner, async (tx) => void (await tx.query(`/* roles.provision */ ${statements.join(';\n')}`)));
    } catch (error) {
      if (sqlState(error) === '42501') {
        throw new Error(
          `The owner in DATABASE_URL may not set passwords of the roles ${roleOf('reference')} and so on: somebody else has made them — give it to the owner (grant ${serviceNames.map(roleOf).join(', ')} to OWNER with admin option), or use an owner that is a superuser`,
          { cause: error },
        );
      }
      // "tuple concurrently updated" has no code of its own
      if (sqlState(error) !== 'XX000' || attempt === attempts) throw error;
    }
  }
}

/** What PostgreSQL keeps instead of a password (RFC 5803). */
function writeVerifier(password: string): string {
  const iterations = 4_096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyOf = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest();
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored.toString('base64')}:${keyOf('Server Key').toString('base64')}`;
}

export type Connections = Record<ServiceName, string>;

/** The address of a database for each service, made of the owner's. */
export function connectionsOf(ownerUrl: string, passwords: Passwords): Connections {
  return fromServices((service) => {
    const url = new URL(ownerUrl);
    // an address may name its user in either place, and the second one counts
    url.searchParams.delete('user');
    url.searchParams.delete('password');
    if (url.hostname === '') {
      // by a socket, whose folder stands behind the question mark
      url.searchParams.set('user', roleOf(service));
      url.searchParams.set('password', passwords[service]);
    } else {
      url.username = roleOf(service);
      url.password = passwords[service];
    }
    return url.href;
  });
}

function fromServices<Value>(findValue: (service: ServiceName) => Value): Record<ServiceName, Value> {
  return Object.fromEntries(serviceNames.map((service) => [service, findValue(service)])) as Record<ServiceName, Value>;
}

type Standing = { rolname: string; is_super: boolean; may_make: boolean; may_bypass: boolean; owned: string | null };

/**
 * What is wrong with the role that a service signs in as, each fault with its way out; nothing when it can do no more than it must.
 *
 * @param pool of the service.
 */
export async function findDatabaseFaults(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<Standing>(
    `/* roles.findStanding */
    select r.rolname, r.rolsuper as is_super, r.rolcreaterole or r.rolcreatedb as may_make, r.rolbypassrls or r.rolreplication as may_bypass,
      (select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'S') and pg_has_role(r.oid, c.relowner, 'usage') and n.nspname !~ '^(pg_|information_schema$)' limit 1) as owned
    from pg_roles r where r.rolname = current_user`,
  );
  const [role] = rows;
  if (!role) return [];
  const wayOut = 'let DATABASE_URL name the role of the service (lab_intake and so on), which migrate makes';
  if (role.is_super) return [`DATABASE_URL signs in as ${role.rolname}, a superuser: ${wayOut}`];
  return [
    ...(role.may_make ? [`DATABASE_URL signs in as ${role.rolname}, which may make roles or databases: ${wayOut}`] : []),
    ...(role.may_bypass ? [`DATABASE_URL signs in as ${role.rolname}, which may replicate or pass over row security: ${wayOut}`] : []),
    ...(role.owned ? [`DATABASE_URL signs in as ${role.rolname}, which owns ${role.owned} and may do everything with it: ${wayOut}`] : []),
  ];
}
