/** Why the embedded PostgreSQL did not start, and the way out. */
export class EmbeddedPostgresError extends Error {
  constructor(cause: string, wayOut: string, options?: ErrorOptions) {
    super(`${cause} — ${wayOut}`, options);
    this.name = 'EmbeddedPostgresError';
  }
}

const otherServer = 'set DATABASE_URL to a PostgreSQL 18';
const reset = 'start with an empty one by `npm run lab -- reset`';

export function portTaken(port: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `Port ${port} on 127.0.0.1 is in use`,
    'stop the program that listens there or choose another port for PostgreSQL',
  );
}

export function folderBroken(folder: string, evidence: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(`The data folder ${folder} is broken (${evidence})`, `restore it from a copy, or ${reset}`);
}

export function otherMajor(folder: string, found: string, expected: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The data folder ${folder} was made by PostgreSQL ${found}, and PostgreSQL ${expected} cannot read it`,
    `move it with pg_dump and pg_restore, or ${reset}`,
  );
}

export function unsupportedPlatform(detail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(`The embedded PostgreSQL does not run here (${detail})`, otherServer);
}

/** Reads the cause out of what the file system, `initdb` or the server's log said. */
export function diagnose(folder: string, port: number, output: string): EmbeddedPostgresError {
  const said = lastWords(output);
  if (/address already in use/i.test(said)) return portTaken(port);
  if (/no space left on device|ENOSPC|disk quota|EDQUOT/i.test(said)) {
    return new EmbeddedPostgresError(`The disk that holds ${folder} is full (${said})`, 'free some space and start again');
  }
  if (/permission denied|EACCES|EPERM|EROFS|read-only file system|wrong ownership/i.test(said)) {
    return new EmbeddedPostgresError(
      `The folder ${folder} cannot be used by this user (${said})`,
      'give yourself the right to write there (chown, chmod) or start from a checkout of your own',
    );
  }
  return new EmbeddedPostgresError(
    `PostgreSQL did not start with ${folder}; it said: ${said}`,
    `if the data is broken, ${reset}; otherwise ${otherServer}`,
  );
}

function lastWords(output: string): string {
  const lines = output.trim().split('\n').slice(-6);
  return lines.map((line) => line.replace(/^\S+ \S+ UTC \[\d+\] /, '').trim()).join(' / ');
}
