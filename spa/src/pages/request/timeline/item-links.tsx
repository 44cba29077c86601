import { Group } from '@mantine/core';
import { ButtonLink } from '../../../components/links.tsx';
import { useMay } from '../../../session/signed-in.ts';
import type { RecordLink } from './items.ts';

const words = {
  raw: 'The submission as it was sent',
  story: 'The story',
  case: 'The case and its history',
  documents: 'The documents',
  lineage: 'The lineage',
} as const;

/** Where to look further. */
export function ItemLinks({ link }: { link: RecordLink }) {
  const may = useMay();
  if (link.to === 'object') {
    return (
      <Group gap="xs">
        <ButtonLink to="/objects/$reference" params={{ reference: link.key }} variant="default" size="xs">
          {link.key}
        </ButtonLink>
      </Group>
    );
  }
  if (link.to === 'event') {
    return (
      <Group gap="xs">
        {may('Query.overview') ? (
          <ButtonLink to="/events" search={{ event: link.id }} variant="default" size="xs">
            Among all events
          </ButtonLink>
        ) : null}
        <TabLink tab="sync-logs">Sync logs</TabLink>
        <TabLink tab="lineage">Lineage</TabLink>
        <TabLink tab="case">Case history</TabLink>
      </Group>
    );
  }
  return (
    <Group gap="xs">
      <TabLink tab={link.to}>{words[link.to]}</TabLink>
    </Group>
  );
}

function TabLink({ tab, children }: { tab: 'raw' | 'story' | 'case' | 'documents' | 'lineage' | 'sync-logs'; children: string }) {
  return (
    <ButtonLink from="/requests/$reference" to="." search={{ tab }} resetScroll={false} variant="default" size="xs">
      {children}
    </ButtonLink>
  );
}
