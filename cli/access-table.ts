import { writeFileSync } from 'node:fs';
import { access, type Rule } from 'lib/access.ts';
import { type Role, roles } from 'lib/identity.ts';

export const accessFile = new URL('../docs/access.md', import.meta.url);

/** docs/access.md, made from the table that the subgraphs enforce. */
export function drawAccess(): string {
  const cell = (rule: Rule, role: Role): string => rule[role] ?? '–';
  const rows = Object.entries(access).map(
    ([operation, rule]) => `| \`${operation}\` | ${roles.map((role) => cell(rule, role)).join(' | ')} |`,
  );
  return `# Who may do what

Made from \`lib/access.ts\` by \`node cli/access-table.ts\`; every cell is tested, what is allowed and what is not (\`tests/integration/access.test.ts\`).

- **own**: what one has submitted or uploaded oneself, and everything that hangs on it
- **team**: that, and the requests of the teams that one works in; of cases, only those of the teams may be moved
- **all**: everything
- **–**: refused with \`FORBIDDEN\`

What lies beyond one's reach is answered as if it were not there: a list leaves it out, a look-up gives null, a subscription stays silent.
A name without a type in front is an entity that other subgraphs refer to; a name with an input type in front is a field of that input.

| operation | ${roles.join(' | ')} |
|---|${roles.map(() => '---|').join('')}
${rows.join('\n')}
`;
}

if (import.meta.main) writeFileSync(accessFile, drawAccess());
