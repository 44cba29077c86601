import { Table, Text } from '@mantine/core';
import { readCsvStart } from '../../files/csv-start.ts';
import { countOf } from '../../words/numbers.ts';
import classes from './document.module.css';
import { DocumentText } from './document-text.tsx';

/** As much as is shown of a table; its records and fields may be many, and long. */
const maxRows = 50;
const maxColumns = 30;
const maxFieldLength = 200;

type Props = {
  fileName: string;
  text: string;
  /** Whether the text is only the beginning of the file. */
  isCut: boolean;
};

/** The first rows of a CSV file as a table; its first record names the columns. */
export function DocumentCsv({ fileName, text, isCut }: Props) {
  const start = read(text, isCut);
  const [head, ...rows] = start?.records ?? [];
  if (!start || !head) return <DocumentText fileName={fileName} text={text} note="Shown as text: no whole row fits into a preview." />;
  const width = Math.max(...start.records.map(({ length }) => length));
  const columns = Array.from({ length: Math.min(width, maxColumns) }, (_, index) => index);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region is operated by arrow keys */}
      <section className={classes.table} aria-label={`Content of ${fileName}, scrollable`} tabIndex={0}>
        <Table aria-label={`Content of ${fileName}`} stickyHeader striped withColumnBorders fz="xs" verticalSpacing={3}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Row</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column}>{shorten(head[column])}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing else, and never move
              <Table.Tr key={index}>
                <Table.Th scope="row" c="dimmed" fw={400}>
                  {index + 1}
                </Table.Th>
                {columns.map((column) => (
                  <Table.Td key={column}>{shorten(row[column])}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <Text size="xs" c="dimmed" mt={4}>
        {describe(rows.length, width, start.isMore)}
      </Text>
    </>
  );
}

function read(text: string, isCut: boolean) {
  try {
    return readCsvStart(text, isCut, maxRows + 1);
  } catch {
    // stored before the rules of today: better as text than not at all
    return null;
  }
}

function shorten(field = ''): string {
  return field.length > maxFieldLength ? `${field.slice(0, maxFieldLength)}…` : field;
}

function describe(rowCount: number, columnCount: number, isMore: boolean): string {
  const rows = isMore ? `The first ${countOf(rowCount, 'row')}; download it to see all of them` : `All of it: ${countOf(rowCount, 'row')}`;
  const columns = columnCount > maxColumns ? `, the first ${maxColumns} of ${columnCount} columns` : '';
  return `${rows}${columns}.`;
}
