import { useApolloClient } from '@apollo/client/react';
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import classes from '../../components/audit/audit.module.css';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { Moment } from '../../components/moment.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { countOf, formatCount } from '../../words/numbers.ts';
import { auditBreaks, broken, intact } from '../../words/vocabulary.ts';
import { type Chain, type Verification, verifyAudit } from './verify-audit.ts';

type Check = { is: 'idle' } | { is: 'running'; records: number } | { is: 'done'; found: Verification } | { is: 'failed'; error: unknown };

/** Whether the audit is as it was written. Walks every record, so it is done when asked. */
export function VerificationCard() {
  const client = useApolloClient();
  const [check, setCheck] = useState<Check>({ is: 'idle' });

  async function verify() {
    setCheck({ is: 'running', records: 0 });
    try {
      setCheck({ is: 'done', found: await verifyAudit(client, (records) => setCheck({ is: 'running', records })) });
    } catch (error) {
      setCheck({ is: 'failed', error });
    }
  }

  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs" wrap="nowrap" align="flex-start">
        <Title order={2} size="h4">
          Is it as it was written?
        </Title>
        <Button variant="default" size="xs" loading={check.is === 'running'} onClick={verify} styles={{ root: { flex: 'none' } }}>
          Verify
        </Button>
      </Group>
      {check.is === 'failed' ? <FailureNotice error={check.error} /> : null}
      {check.is === 'done' ? (
        <Finding {...check.found} />
      ) : (
        <Text size="sm" c="dimmed" role="status">
          {check.is === 'running' && check.records > 0
            ? `${countOf(check.records, 'record')} walked so far…`
            : 'The verification computes every seal again, follows each chain from its first record to its last, and compares its end with the notes that the lab keeps in the object store.'}
        </Text>
      )}
    </Card>
  );
}

function Finding({ isIntact, chains, checkedAt, anchors, anchoredAt, faultyAnchors }: Verification) {
  const total = chains.reduce((sum, { length }) => sum + length, 0);
  const hurt = chains.filter((chain) => !chain.isIntact).length;
  return (
    <Stack gap="sm">
      <Group gap="xs" wrap="nowrap" align="flex-start" role="status">
        <Glyph shape={isIntact ? 'check' : 'octagon'} color={isIntact ? 'teal' : 'red'} size={22} />
        <div>
          <Text fw={600}>
            {isIntact ? `All ${countOf(total, 'record')} are as they were written` : sayBroken(hurt, faultyAnchors.length)}
          </Text>
          <Text size="sm" c="dimmed">
            {anchoredAt ? (
              <>
                Compared with {countOf(anchors, 'note')} of the chains’ ends, the newest <Moment at={anchoredAt} />: nothing from before
                then can have been cut off unseen.
              </>
            ) : (
              'There is no note of the chains’ ends in the object store yet: that nothing was cut off there is not proven.'
            )}{' '}
            Checked <Moment at={checkedAt} />.
          </Text>
        </div>
      </Group>
      <ul className={classes.chains} aria-label="Chains">
        {chains.map((chain) => (
          <ChainItem key={chain.name} {...chain} />
        ))}
      </ul>
      {faultyAnchors.map(({ number, fault }) => (
        <Group key={number} gap="xs" wrap="nowrap">
          <Glyph shape="octagon" color="red" />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            Note {formatCount(number)} of the chains’ ends cannot be believed: {fault}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function ChainItem({ name, length, isIntact, firstBroken }: Chain) {
  return (
    <li data-broken={firstBroken ? true : undefined}>
      <Group justify="space-between" gap="xs" wrap="nowrap" flex={1}>
        <div>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {firstBroken ? `${countOf(length, 'record')} up to there` : countOf(length, 'record')}
          </Text>
        </div>
        <StateBadge state={isIntact ? intact : broken} />
      </Group>
      {firstBroken ? (
        <Text size="sm" mt={6} style={{ overflowWrap: 'anywhere' }}>
          Record {formatCount(firstBroken.position)} is {auditBreaks[firstBroken.reason]}: {firstBroken.detail}
          {firstBroken.id ? (
            <>
              {' '}
              (record{' '}
              <Text component="span" size="sm" ff="monospace">
                {firstBroken.id}
              </Text>
              )
            </>
          ) : null}
        </Text>
      ) : null}
    </li>
  );
}

function sayBroken(chains: number, anchors: number): string {
  const parts = [
    chains > 0 ? `${countOf(chains, 'chain')} changed` : null,
    anchors > 0 ? `${countOf(anchors, 'note')} not to be believed` : null,
  ];
  return `The audit is not as it was written: ${parts.filter((part) => part !== null).join(', ')}`;
}
