import { Box, Button, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { everyTeam, roleWords } from '../../session/person.ts';
import { usePerson, useSession } from '../../session/signed-in.ts';
import classes from './person.module.css';
import { PersonFace } from './person-face.tsx';

/** Who is signed in, what that means, and the way out. It is loaded when somebody asks for it, so it begins open. */
export function PersonMenu() {
  const { name, subject, roles, teams } = usePerson();
  const { signOut } = useSession();
  const [isLeaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  // it takes the place of a button that had the focus
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus();
  }, []);

  async function leave() {
    setLeaving(true);
    await signOut().catch(() => setProblem('The lab does not answer: you are still signed in. Try again.'));
    setLeaving(false);
  }

  return (
    <Popover defaultOpened width={300} position="bottom-end" shadow="md" trapFocus returnFocus withArrow={false}>
      <Popover.Target>
        <UnstyledButton ref={button} className={classes.button ?? ''}>
          <PersonFace name={name} roles={roles} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <div>
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              Recorded as <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{subject}</span>
            </Text>
          </div>
          <ul className={classes.roles} aria-label="Roles">
            {roles.map((role) => (
              <li key={role}>
                <Text size="sm" fw={600}>
                  {role}
                </Text>
                <Text size="xs" c="dimmed">
                  {roleWords[role]}
                </Text>
              </li>
            ))}
          </ul>
          {roles.includes('operator') ? (
            <Box>
              <Text size="sm" fw={600}>
                Teams
              </Text>
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {describeTeams(teams)}
              </Text>
            </Box>
          ) : null}
          <Button variant="default" fullWidth loading={isLeaving} onClick={leave}>
            Sign out
          </Button>
          {problem ? (
            <Text size="sm" role="alert">
              {problem}
            </Text>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function describeTeams(teams: readonly string[]): string {
  if (teams.includes(everyTeam)) return 'All teams';
  return teams.length > 0 ? teams.join(', ') : 'None: whoever gives out roles can say which';
}
