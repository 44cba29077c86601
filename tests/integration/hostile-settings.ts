import { settings } from 'lib/config.ts';

/** A setting, and a value that it cannot have. */
export type SettingCase = { name: string; value: string };

/** Values that no setting of the kind can have, by what its name tells of its kind. */
const kinds: [RegExp, readonly string[]][] = [
  [/PORT$/, ['-1', '65536', '1.5', 'http', '1e9', '0x1g', 'NaN', 'Infinity']],
  [/(_MS|_HOURS|_MINUTES|_SIZE|_ATTEMPTS|_BACKLOG|_PER_MINUTE|_PER_PERSON)$/, ['-1', 'soon', 'NaN', '-Infinity', '1e999', '--1']],
  [/^(MAX_ATTEMPTS|MAX_BACKLOG|RETRY_\w+)$/, ['0', 'many', '-5']],
  [/(_URL|_ENDPOINT|_ISSUER)$/, ['x', '//evil', 'javascript:alert(1)', 'file:///etc/passwd', 'http://', 'ftp://x', 'http://[::1']],
  [/(_SECRET|_PASSWORD)$/, ['hunter2-short', 'p%ss-word']],
  [/^(TRUST_PROXY)$/, ['0', '-1', '100', 'everybody', '10.0.0.0/33', '::/129', '1.2.3', '10.0.0.1,x', '10.0.0.0/8/8']],
  [/^(ALLOWED_ORIGINS)$/, ['*', 'evil', 'https://a.example/path', 'null', 'javascript:1', 'https://a.example,x']],
  [/_CLAIM$/, ['', '.', 'a..b', 'a b', 'a.', '.a']],
  [/^OIDC_SCOPE$/, ['profile', 'openidx', 'OPENID']],
  [/^LOG_LEVEL$/, ['all', 'INFO', '7', '__proto__', 'constructor']],
];

/** Optional secrets without a smallest length. */
const free = new Set(['OIDC_CLIENT_SECRET']);

export const settingCases: SettingCase[] = Object.keys(settings).flatMap((name) =>
  kinds
    .filter(([pattern]) => pattern.test(name) && !free.has(name))
    .flatMap(([, values]) => values)
    // an empty one counts as absent
    .filter((value) => value.trim() !== '')
    .map((value) => ({ name, value })),
);
