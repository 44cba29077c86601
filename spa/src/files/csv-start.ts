import { parse } from 'csv-parse/browser/esm/sync';

/** What tables are separated by; the first line decides, as it does where the server checks them. */
const delimiters = [',', ';', '\t'];

export type CsvStart = {
  /** The first records, each with its fields. */
  records: string[][];
  /** Whether there is more of the table than these. */
  isMore: boolean;
};

/**
 * The first records of a CSV file. Of a text that is cut off, the last record is left out: nobody knows whether it is whole.
 *
 * @param isCut whether the text is only the beginning of the file.
 */
export function readCsvStart(text: string, isCut: boolean, limit: number): CsvStart {
  const [line = ''] = text.split(/[\r\n]/, 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  const delimiter = delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
  const records: string[][] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      // one more than is shown tells whether there are more
      to: limit + 1,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch (error) {
    // a quote that is not closed is what a cut can leave; a whole file has none, the server has seen to that
    if (!isCut) throw error;
    return { records: records.slice(0, limit), isMore: true };
  }
  if (isCut && records.length <= limit) records.pop();
  return { records: records.slice(0, limit), isMore: isCut || records.length > limit };
}
