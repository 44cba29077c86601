import { useApolloClient } from '@apollo/client/react';
import { Button, Group, Menu, Progress, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { saveFile } from '../../files/save-file.ts';
import { describeFailure } from '../../words/failures.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import { type ExportFormat, exportRequests } from './export-requests.ts';
import type { RequestListAsked } from './request-list.ts';

/** What is filtered, in its order, as a file; all of it, however much has been loaded. */
export function RequestExport({ asked, total }: { asked: RequestListAsked; total: number }) {
  const client = useApolloClient();
  const running = useRef<AbortController>(null);
  const [done, setDone] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => () => running.current?.abort(), []);

  async function save(format: ExportFormat) {
    const controller = new AbortController();
    running.current = controller;
    setDone(0);
    setSaid('');
    try {
      const result = await exportRequests(client, { format, asked, signal: controller.signal, onProgress: setDone });
      if (result) saveFile(result.file, `requests-${new Date().toISOString().slice(0, 10)}.${format}`);
      setSaid(result ? `${countOf(result.count, 'request')} exported.` : 'Stopped; nothing was saved.');
    } catch (error) {
      const { title, advice } = describeFailure(error);
      setSaid(`Nothing was exported. ${title}: ${advice}`);
    }
    setDone(null);
  }

  if (done !== null) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Progress
          value={total > 0 ? Math.min(100, (done / total) * 100) : 0}
          w={90}
          aria-label={`Export: ${formatCount(done)} of ${formatCount(total)}`}
        />
        <Text size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
          {formatCount(done)} of {formatCount(total)}
        </Text>
        <Button size="xs" variant="default" onClick={() => running.current?.abort()}>
          Stop
        </Button>
      </Group>
    );
  }
  return (
    <Group gap={said === '' ? 0 : 'xs'} wrap="nowrap">
      <Text size="xs" c="dimmed" role="status" maw={320}>
        {said}
      </Text>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" size="sm" disabled={total === 0}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{countOf(total, 'request')}, as filtered</Menu.Label>
          <Menu.Item onClick={() => save('csv')}>As CSV, for spreadsheets</Menu.Item>
          <Menu.Item onClick={() => save('json')}>As JSON, for programs</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
