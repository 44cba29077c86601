import { Box, Input, Text } from '@mantine/core';
import { useId } from 'react';
import { isQuarantined, isUnderWay, type UploadItem } from '../../uploads/queue.ts';
import { describeRules, offerExtensions } from '../../uploads/rules.ts';
import type { Uploads } from '../../uploads/use-uploads.ts';
import { countOf } from '../../words/numbers.ts';
import classes from './upload-field.module.css';
import { type DocumentTypeOption, UploadRow } from './upload-row.tsx';
import { UploadZone } from './upload-zone.tsx';

type Props = { uploads: Uploads; documentTypes: readonly DocumentTypeOption[] };

/** Supporting files of a request: they travel while the rest of the form is filled in. */
export function UploadField({ uploads: { queue, items, rules, problem, isAwaited }, documentTypes }: Props) {
  const id = useId();
  return (
    <Box role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-description`}>
      <Input.Label labelElement="div" id={`${id}-label`}>
        Documents
      </Input.Label>
      <Input.Description id={`${id}-description`} mb={6}>
        {rules ? describeRules(rules) : 'Optional'}
      </Input.Description>
      <UploadZone onFiles={queue.add} accept={rules ? offerExtensions(rules) : ''} />
      {items.length > 0 ? (
        <ul className={classes.list} aria-label="Chosen documents">
          {items.map((item) => (
            <UploadRow
              key={item.id}
              item={item}
              queue={queue}
              documentTypes={documentTypes}
              untyped={items.filter((other) => other.phase.is === 'untyped')}
            />
          ))}
        </ul>
      ) : null}
      <Text size="xs" c="dimmed" mt={6} role="status">
        {describeProgress(items, isAwaited)}
      </Text>
      {problem ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {problem}
        </Text>
      ) : null}
    </Box>
  );
}

/** Changes only when a file has come to something, so that a screen reader is not read every percent. */
function describeProgress(items: readonly UploadItem[], isAwaited: boolean): string {
  if (items.length === 0) return '';
  const quarantined = items.filter(({ phase }) => isQuarantined(phase)).length;
  const stored = items.filter(({ phase }) => phase.is === 'stored').length - quarantined;
  const underWay = items.filter(isUnderWay).length;
  const waiting = items.length - stored - quarantined - underWay;
  if (isAwaited) return `The request is sent as soon as ${countOf(underWay, 'upload')} ${underWay === 1 ? 'has' : 'have'} ended.`;
  const parts = [
    `${stored} of ${countOf(items.length, 'document')} stored`,
    quarantined > 0 ? `${quarantined} in quarantine` : null,
    underWay > 0 ? `${underWay} under way` : null,
    waiting > 0 ? `${waiting} ${waiting === 1 ? 'needs' : 'need'} you` : null,
  ];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}
