import { Table, Text } from '@mantine/core';
import { TextLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import { type News, NewsCount, newsClass } from '../../components/news.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import classes from './object.module.css';
import { ObjectValue, type ShownObject } from './object-value.tsx';
import { fieldsOf, isSame, nameOf, valueIn } from './object-words.ts';

type Version = ShownObject['versions'][number];
type Props = { object: ShownObject; shownVersion: number | undefined; news: News };

/** A column for each version; what differs from the version before is marked by a sign and a word. */
export function ObjectComparison({ object, shownVersion, news }: Props) {
  const { versions } = object;
  const label = 'Versions side by side, oldest first';
  return (
    <>
      <NewsCount count={news.size} what="version" />
      <WideTable label={label} withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.corner ?? ''}>Value</Table.Th>
            {versions.map((one) => (
              <Table.Th key={one.version} scope="col" className={newsClass(news, String(one.version))} {...markShown(one, shownVersion)}>
                Version {one.version}
                {one.version === shownVersion ? ' · shown above' : ''}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fieldsOf(versions.map(({ state }) => state)).map((field) => (
            <Table.Tr key={field}>
              <Table.Th scope="row" className={classes.corner ?? ''}>
                {nameOf(field)}
              </Table.Th>
              {versions.map((one, place) => (
                <Table.Td key={one.version} {...markShown(one, shownVersion)}>
                  <Cell object={object} field={field} version={one} before={versions[place - 1]} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          {madeFrom.map(({ name, read }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" className={classes.corner ?? ''}>
                {name}
              </Table.Th>
              {versions.map((one) => (
                <Table.Td key={one.version} {...markShown(one, shownVersion)}>
                  <Text size="sm" component="span">
                    {read(one, object)}
                  </Text>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </>
  );
}

type CellProps = { object: ShownObject; field: string; version: Version; before: Version | undefined };

function Cell({ object, field, version, before }: CellProps) {
  const value = valueIn(version.state, field);
  if (before && isSame(valueIn(before.state, field), value)) {
    return (
      <Text size="sm" c="dimmed" component="span">
        = as before
      </Text>
    );
  }
  return (
    <span className={classes.cell}>
      <ObjectValue object={object} field={field} value={value} />
      {before ? <span className={classes.changed}>≠ changed</span> : null}
    </span>
  );
}

/** How a version came to be, beside its values. */
const madeFrom: { name: string; read: (version: Version, object: ShownObject) => React.ReactNode }[] = [
  {
    name: 'Because of',
    read: ({ event }, { serviceRequest }) =>
      serviceRequest ? (
        <TextLink
          to="/requests/$reference"
          params={{ reference: serviceRequest.reference }}
          search={{ tab: 'timeline', item: event.id }}
          size="sm"
        >
          {event.type} #{event.sequence}
        </TextLink>
      ) : (
        `${event.type} #${event.sequence}`
      ),
  },
  { name: 'By', read: ({ actor }) => actor },
  { name: 'Happened', read: ({ time }) => <Moment at={time} /> },
  { name: 'Recorded', read: ({ recordedTime }) => <Moment at={recordedTime} /> },
  {
    name: 'Mapped',
    read: ({ operationalStatus, caseVersion, mappingVersion }) =>
      `case version ${caseVersion} (${operationalStatus.replaceAll('_', ' ')}), by mapping ${mappingVersion}`,
  },
];

function markShown({ version }: Version, shown: number | undefined) {
  return version === shown ? { 'data-shown': true } : {};
}
