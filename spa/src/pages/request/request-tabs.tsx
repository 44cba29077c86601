import { Card, Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { belowHeader } from '../../components/below-header.ts';
import classes from '../../components/scrolling-tabs.module.css';
import type { RequestTab } from '../../search.ts';
import { CanonicalTab } from './canonical-tab.tsx';
import { CaseTab } from './case-tab.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { EventsTab } from './events-tab.tsx';
import { LineageTab } from './lineage-tab.tsx';
import { RawTab } from './raw-tab.tsx';
import { StoryTab } from './story-tab.tsx';
import { SyncLogsTab } from './sync-logs-tab.tsx';
import type { TabProps } from './tab-props.ts';
import { TimelineTab } from './timeline-tab.tsx';

const tabs: Record<RequestTab, { label: string; Panel: ComponentType<TabProps> }> = {
  timeline: { label: 'Timeline', Panel: TimelineTab },
  story: { label: 'Story', Panel: StoryTab },
  lineage: { label: 'Lineage', Panel: LineageTab },
  events: { label: 'Events', Panel: EventsTab },
  'sync-logs': { label: 'Sync logs', Panel: SyncLogsTab },
  case: { label: 'Case history', Panel: CaseTab },
  canonical: { label: 'Canonical versions', Panel: CanonicalTab },
  documents: { label: 'Documents', Panel: DocumentsTab },
  raw: { label: 'Raw records', Panel: RawTab },
};
const entries = Object.entries(tabs) as [RequestTab, (typeof tabs)[RequestTab]][];

const route = getRouteApi('/requests/$reference');

/** Everything there is to know about one request; the open tab stands in the address. */
export function RequestTabs(props: TabProps) {
  const { tab = 'timeline' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Card withBorder id="request-views" style={belowHeader}>
      <Tabs value={tab} onChange={(next) => navigate({ search: { tab: next as RequestTab }, resetScroll: false })} keepMounted={false}>
        <Tabs.List aria-label="About this request" mb="md" className={classes.tabs ?? ''}>
          {entries.map(([value, { label }]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {entries.map(([value, { Panel }]) => (
          <Tabs.Panel key={value} value={value}>
            <Panel {...props} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Card>
  );
}
