import { Card, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { layers, otherSchemas, road } from '../../words/layers.ts';
import { blocked, businessObjectStates, caseStates } from '../../words/vocabulary.ts';
import { Facts } from '../facts.tsx';
import { StateBadge } from '../state-badge.tsx';
import classes from './life-cycle.module.css';

const steps = [
  'Somebody submits a request. Intake keeps it raw; the source system makes its own record with a stable reference; an event is recorded. All three in one transaction.',
  'The worker hears of the event and applies it, in the order of the request’s own stream. Every attempt leaves a sync log.',
  'Operational opens a case. Canonical makes the business object. Lineage records what became of what.',
  'People move the case. Each step is a history row and an event of its own, in one transaction.',
  'The worker carries each step over to the business object, exactly once. Whatever fails is tried again; what fails for good waits for a person.',
];

const mapping = [
  ['OPEN', 'ACTIVE'],
  ['IN_PROGRESS', 'IN_PROGRESS'],
  ['COMPLETED', 'COMPLETED'],
  ['REJECTED', 'REJECTED'],
] as const;

/** The lab explained where it is shown: how a request travels, who owns what, what every status means. */
export function LifeCycle() {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Panel title="How a request travels">
        <List type="ordered" spacing="sm" size="sm">
          {steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        <Title order={3} size="h5" mt="md">
          How the status of the case becomes the canonical status
        </Title>
        <List spacing={6} listStyleType="none" aria-label="Mapping from case status to canonical status">
          {mapping.map(([from, to]) => (
            <List.Item key={from}>
              <div className={classes.mapping}>
                <StateBadge state={caseStates[from]} />
                <span aria-hidden="true">→</span>
                <StateBadge state={businessObjectStates[to]} />
              </div>
            </List.Item>
          ))}
        </List>
      </Panel>
      <Panel title="What each schema owns">
        <Facts facts={[...road, layers.documents, ...otherSchemas].map(({ schema, owns }) => [schema, owns])} areNamesCode />
      </Panel>
      <Panel title="What each status means" isWide>
        <div className={classes.states}>
          {[layers.source, layers.integration, layers.operational, layers.canonical, layers.documents].map(({ title, record, states }) => (
            <section key={title} className={classes.layer}>
              <Title order={3} size="h6" mb={6}>
                {title}: {record}
              </Title>
              <ul className={classes.meanings}>
                {[...Object.values(states), ...(title === layers.integration.title ? [blocked] : [])].map((state) => (
                  <li key={state.word}>
                    <StateBadge state={state} />
                    <Text size="sm">{state.meaning}</Text>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </Panel>
    </SimpleGrid>
  );
}

function Panel({ title, isWide = false, children }: { title: string; isWide?: boolean; children: ReactNode }) {
  return (
    <Card withBorder padding="lg" style={isWide ? { gridColumn: '1 / -1' } : {}}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
