import { Code, Table, Text } from '@mantine/core';
import { TextLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import classes from './object.module.css';
import { ObjectValue, type ShownObject } from './object-value.tsx';
import { fieldsOf, nameOf, valueIn } from './object-words.ts';

type Version = ShownObject['versions'][number];

/** Every value of a version with its why: the rule, the field it was made from, and the event and person that brought it. */
export function ObjectValues({ object, shown }: { object: ShownObject; shown: Version }) {
  const rows = explain(object, shown);
  return (
    <WideTable label={`Values in version ${shown.version}, and why`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Value</Table.Th>
          <Table.Th>Is</Table.Th>
          <Table.Th visibleFrom="sm">Why</Table.Th>
          <Table.Th visibleFrom="md">Made from</Table.Th>
          <Table.Th>Since</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ field, origin, since, span }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row" fw={600}>
              {nameOf(field)}
            </Table.Th>
            <Table.Td>
              <ObjectValue object={object} field={field} value={valueIn(shown.state, field)} />
              <Text size="xs" c="dimmed" hiddenFrom="sm">
                {origin?.rule ?? 'unknown'}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">{origin?.rule ?? 'unknown'}</Table.Td>
            <Table.Td visibleFrom="md">{origin ? <Code className={classes.source ?? ''}>{origin.source}</Code> : null}</Table.Td>
            {span > 0 ? (
              <Table.Td rowSpan={span} className={classes.since ?? ''}>
                {since ? <Since object={object} since={since} /> : null}
              </Table.Td>
            ) : null}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

/** Values that came together share one cell, as lines do in `git blame`. */
function explain({ versions }: ShownObject, shown: Version) {
  const rows = fieldsOf([shown.state]).map((field) => {
    const origin = shown.origins.find((one) => one.field === field);
    return { field, origin, since: versions.find(({ version }) => version === origin?.sinceVersion) };
  });
  return rows.map((row, place) => {
    if (place > 0 && rows[place - 1]?.since === row.since) return { ...row, span: 0 };
    const end = rows.findIndex((other, later) => later > place && other.since !== row.since);
    return { ...row, span: (end < 0 ? rows.length : end) - place };
  });
}

function Since({ object: { serviceRequest }, since }: { object: ShownObject; since: Version }) {
  const { version, event, actor, time } = since;
  const because = `${event.type} #${event.sequence}`;
  return (
    <>
      <Text size="sm" component="span" style={{ whiteSpace: 'nowrap' }}>
        version {version} · <Moment at={time} />
      </Text>
      <Text size="xs" c="dimmed">
        {serviceRequest ? (
          <TextLink
            to="/requests/$reference"
            params={{ reference: serviceRequest.reference }}
            search={{ tab: 'timeline', item: event.id }}
            size="xs"
          >
            {because}
          </TextLink>
        ) : (
          because
        )}{' '}
        by {actor}
      </Text>
    </>
  );
}
