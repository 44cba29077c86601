import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ColorSchemeSwitch } from '../components/frame/color-scheme-switch.tsx';
import { Notice } from '../components/notice.tsx';
import iconUrl from '../icon.svg';
import { type Person, roleWords } from '../session/person.ts';
import { type SessionState, signInAddress } from '../session/session.ts';
import { useSession } from '../session/signed-in.ts';
import classes from './door-page.module.css';

/** What everybody sees who cannot see the portal: where to sign in, or why that is of no use now. */
export function DoorPage({ state }: { state: SessionState }) {
  return (
    <main className={classes.door}>
      <title>Sign in · Enterprise Integration Lab</title>
      <div className={classes.corner}>
        <ColorSchemeSwitch />
      </div>
      <Card withBorder padding="xl" radius="lg" className={classes.card ?? ''}>
        <Stack gap="lg">
          <Group gap="md" wrap="nowrap">
            <img src={iconUrl} alt="" width="44" height="44" />
            <Title order={1} size="h3">
              Enterprise Integration Lab
            </Title>
          </Group>
          <Text>
            Independent systems that exchange, normalise and explain what they do: a service request enters at intake, travels as events,
            becomes a case that people work on, and ends as one business object that everybody understands.
          </Text>
          <Words state={state} />
        </Stack>
      </Card>
    </main>
  );
}

function Words({ state }: { state: SessionState }): ReactNode {
  if (state.is === 'unknown') {
    return (
      <Notice title="The lab cannot say who you are">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {state.reason}
        </Text>
        <Text size="sm" mt={4}>
          This page asks again by itself.
        </Text>
      </Notice>
    );
  }
  if ('person' in state) return <NoRole person={state.person} />;
  return (
    <Button component="a" href={signInAddress()} size="md" fullWidth data-autofocus>
      Sign in
    </Button>
  );
}

/** Somebody whom the provider of identities knows, and the lab has no work for. */
function NoRole({ person }: { person: Person }) {
  const { signOut } = useSession();
  const [problem, setProblem] = useState('');
  return (
    <Stack gap="sm">
      <Text fw={600}>You are signed in as {person.name}, and have no role here yet.</Text>
      <Text size="sm">Whoever gives out roles can give you one of these; then sign in again:</Text>
      <ul className={classes.roles}>
        {Object.entries(roleWords).map(([role, words]) => (
          <li key={role}>
            <Text size="sm">
              <Text component="span" size="sm" fw={600}>
                {role}
              </Text>{' '}
              {words}
            </Text>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => signOut().catch(() => setProblem('The lab does not answer: you are still signed in.'))}>
        Sign out
      </Button>
      <Text size="sm" role="status">
        {problem}
      </Text>
    </Stack>
  );
}
