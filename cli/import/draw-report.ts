import { countOf, drawFindings, drawTable, formatDuration } from '../terminal.ts';
import { type ImportReport, isUnchanged } from './report.ts';

/** What an import did, for a person: a table, then whatever was not as it should be. */
export function drawReport(report: ImportReport): string {
  const { reference, requests, transitions, deviations, malformed } = report;
  const table = drawTable(
    ['', 'new', 'already there', 'updated', 'refused', 'no change'],
    [
      ['reference values', reference.created, reference.unchanged, reference.updated, reference.refused, null],
      ['requests', requests.new, requests.replayed, null, requests.refused, null],
      ['transitions', transitions.new, transitions.replayed, null, transitions.refused, transitions.noop],
    ],
  );
  const parts = [table];
  if (malformed.length > 0) {
    const heading = `${countOf(malformed.length, 'malformed row')}, not imported`;
    parts.push(
      drawFindings(
        heading,
        malformed.map(({ file, line, reason }) => `${file} line ${line}: ${reason}`),
      ),
    );
  }
  if (deviations.length > 0) {
    const heading = `${countOf(deviations.length, 'deviation')} from what the archive expects`;
    parts.push(
      drawFindings(
        heading,
        deviations.map(({ kind, id, message }) => `${kind} ${id}: ${message}`),
      ),
    );
  }
  if (transitions.notSent > 0) parts.push(`${countOf(transitions.notSent, 'transition')} of refused requests not sent.`);
  parts.push(summarise(report));
  return parts.join('\n\n');
}

function summarise(report: ImportReport): string {
  const { deviations, malformed, isInterrupted, durationMs } = report;
  if (isInterrupted) return `Interrupted after ${formatDuration(durationMs)}. Run the same command again to continue where it stopped.`;
  const counts = `${countOf(deviations.length, 'deviation')}, ${countOf(malformed.length, 'malformed row')}, in ${formatDuration(durationMs)}.`;
  return isUnchanged(report) ? `Nothing changed: everything was there already. ${counts}` : counts;
}
