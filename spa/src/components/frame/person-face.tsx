import { Text } from '@mantine/core';
import type { Person } from '../../session/person.ts';
import classes from './person.module.css';

/** Who is signed in, as the header says it: on narrow screens by the first letter alone. */
export function PersonFace({ name, roles }: Pick<Person, 'name' | 'roles'>) {
  const said = roles.join(', ');
  return (
    <span className={classes.face}>
      <span className={classes.letter} aria-hidden="true">
        {(name.trim()[0] ?? '?').toUpperCase()}
      </span>
      <span className={classes.name}>
        <Text component="span" size="sm" fw={600} lh={1.2} truncate>
          {name}
        </Text>
        {/* the people of a lab without a provider of its own are called after their roles */}
        {said === name.toLowerCase() ? null : (
          <Text component="span" size="xs" c="dimmed" lh={1.2} truncate>
            {said}
          </Text>
        )}
      </span>
    </span>
  );
}
