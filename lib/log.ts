import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** One JSON object a line on stderr: stdout belongs to what a command answers. What looks like a secret is cut out. */
export function createLogger(name: string, level: string): Logger {
  return pino(
    {
      name,
      level,
      redact: {
        paths: [
          'password',
          '*.password',
          'authorization',
          '*.authorization',
          'cookie',
          '*.cookie',
          'connectionString',
          '*.connectionString',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
