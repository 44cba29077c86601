import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { Glyph } from '../../components/glyph.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import type { CausesQuery, RecoveryKind } from '../../generated/graphql.ts';
import { countOf } from '../../words/numbers.ts';
import { CauseExample } from './cause-example.tsx';
import classes from './events.module.css';
import { recoveryKinds } from './recovery-words.ts';

type Props = {
  cause: CausesQuery['failureCauses']['edges'][number]['node'];
  /** Null for those who may only look. */
  onRecover: ((kind: RecoveryKind) => void) | null;
};

/** One cause: what goes wrong, since when, for how many, and what to do about all of them. */
export function CauseCard({ cause, onRecover }: Props) {
  const { fingerprint, eventType, code, message, firstSeenAt, lastSeenAt, failures, openEvents, reopened } = cause;
  return (
    <li className={classes.cause} data-settled={openEvents === 0 || undefined}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Group gap={8}>
            <Glyph shape={openEvents > 0 ? 'octagon' : 'check'} color={openEvents > 0 ? 'red' : 'teal'} size={18} />
            <Title order={2} size="h5">
              {code}
            </Title>
            <Text size="sm" c="dimmed">
              {eventType}
            </Text>
          </Group>
          <Text fw={600}>
            {openEvents > 0 ? `${countOf(openEvents, 'event')} ${openEvents === 1 ? 'suffers' : 'suffer'} from it` : 'settled'}
          </Text>
        </Group>
        <Text size="sm" className={classes.message ?? ''}>
          {message}
        </Text>
        <Text size="xs" c="dimmed">
          {countOf(failures, 'failed attempt')} · first seen <Moment at={firstSeenAt} /> · last seen <Moment at={lastSeenAt} />
          {reopened > 0 ? ` · came back ${countOf(reopened, 'time')}` : ''} · <Code>{fingerprint}</Code>
        </Text>
        {openEvents > 0 ? <CauseExample fingerprint={fingerprint} openEvents={openEvents} /> : null}
        <Group gap="sm">
          <ButtonLink to="/events" search={{ cause: fingerprint }} size="xs" variant="default">
            Show its events
          </ButtonLink>
          {onRecover && openEvents > 0
            ? (['REDELIVER', 'DISCARD'] as const).map((kind) => {
                const { verb, shape, color } = recoveryKinds[kind];
                return (
                  <Button
                    key={kind}
                    size="xs"
                    variant={kind === 'REDELIVER' ? 'filled' : 'default'}
                    {...(kind === 'DISCARD' ? { leftSection: <Glyph shape={shape} color={color} /> } : {})}
                    onClick={() => onRecover(kind)}
                  >
                    {verb} all…
                  </Button>
                );
              })
            : null}
        </Group>
      </Stack>
    </li>
  );
}
