import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

export type { Logger } from 'pino';

const censor = '[redacted]';

/** How deep what is logged is looked through. */
const depthAtMost = 6;

/** How names end under which secrets travel, whatever stands before that: settings, headers, fields of forms and of tokens. */
const secretName =
  /(authorization|cookies?|password|passphrase|secrets?|tokens?|credentials?|connection-?string|lab-identity|(api|access|secret|private)[_-]?key)$/i;

/** The password in an address, such as that of a database. */
const passwordInAddress = /\b([a-z][a-z\d+.-]*:\/\/[^\s:/@]*):[^\s/@]+@/gi;
/** What a header says after the scheme, or a signed token by itself. */
const bearer = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;
const signedToken = /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g;

/**
 * One JSON object a line on stderr: stdout belongs to what a command answers. What looks like a secret is cut out: by its name anywhere
 * in an object, and by its form in a text, also in messages of errors.
 */
export function createLogger(
  name: string,
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  const logger = pino(
    {
      name,
      level,
      // by hand: pino's own redaction wants to know beforehand how deep a name stands, and leaves texts alone
      formatters: { log: redactFields },
      // an error is a plain object by then
      serializers: { err: (fields) => fields },
      hooks: {
        logMethod([first, ...rest], method) {
          // of an error alone pino takes the message as it is
          const text = first instanceof Error && rest.length === 0 ? [first.message] : rest;
          const texts = [first, ...text].map((part) => (typeof part === 'string' ? redactText(part) : part));
          method.apply(this, texts as Parameters<typeof method>);
        },
      },
    },
    destination,
  );
  const { child } = logger;
  // children inherit it; what they say each time is written without a look at the formatters
  logger.child = function (this: Logger, bindings, options) {
    return child.call(this, redactFields(bindings), options);
  } as Logger['child'];
  return logger;
}

function redactFields(fields: object): Record<string, unknown> {
  return redact(fields, 0) as Record<string, unknown>;
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return redact({ ...stdSerializers.err(value) }, depth);
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function' || ArrayBuffer.isView(value)) return value;
  if (depth >= depthAtMost) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretName.test(key) && (typeof item === 'string' || (typeof item === 'object' && item !== null)) ? censor : redact(item, depth + 1),
    ]),
  );
}

function redactText(text: string): string {
  return text.replace(passwordInAddress, `$1:${censor}@`).replace(bearer, `$1 ${censor}`).replace(signedToken, censor);
}
