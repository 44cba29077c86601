import { ActionIcon, Button, Group, Menu, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { lineageViews } from '../../search.ts';
import { countOf } from '../../words/numbers.ts';
import { SearchBox } from '../search-box.tsx';

export type LineageView = (typeof lineageViews)[number];
export type LineageFormat = 'csv' | 'png' | 'svg';

type Props = {
  depth: string;
  view: LineageView;
  find: string;
  /** How many records the search found, and which of them is looked at. */
  matches: number;
  at: number;
  said: string;
  onDepth: (depth: string) => void;
  onView: (view: LineageView) => void;
  onFind: (text: string) => void;
  onNext: (by: 1 | -1) => void;
  onExport: (format: LineageFormat) => void;
};

const depths = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value === '1' ? '1 step' : `${value} steps` }));
const viewWords: Record<LineageView, string> = { graph: 'Graph', table: 'Table' };
const formats: Record<LineageFormat, string> = { csv: 'Relations as CSV', png: 'Picture as PNG', svg: 'Picture as SVG' };

/** What can be done with the picture, whichever form it has. */
export function LineageToolbar({ depth, view, find, matches, at, said, onDepth, onView, onFind, onNext, onExport }: Props) {
  return (
    <Group align="flex-end" justify="space-between" gap="sm" mb="sm">
      <Group align="flex-end" gap="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onNext(1);
          }}
        >
          <Group align="flex-end" gap={4} wrap="nowrap">
            <SearchBox label="Find in the graph" placeholder="Any id or name" value={find} onSearch={onFind} />
            {matches > 1 ? (
              <>
                <Jump label="Previous find" path="m4 12 6-6 6 6" onClick={() => onNext(-1)} />
                <Jump label="Next find" path="m4 8 6 6 6-6" onClick={() => onNext(1)} />
              </>
            ) : null}
          </Group>
        </form>
        <NativeSelect label="Depth" data={depths} value={depth} onChange={({ currentTarget }) => onDepth(currentTarget.value)} />
        <Text size="sm" c="dimmed" role="status" pb={8}>
          {find === ''
            ? ''
            : matches > 1
              ? `${at + 1} of ${countOf(matches, 'record')}`
              : matches === 1
                ? '1 record'
                : 'Nothing shown has it'}
        </Text>
      </Group>
      <Group align="flex-end" gap="sm">
        <Text size="sm" c="dimmed" role="status" pb={8}>
          {said}
        </Text>
        <SegmentedControl
          aria-label="Shown as"
          data={lineageViews.map((value) => ({ value, label: viewWords[value] }))}
          value={view}
          onChange={(next) => onView(next as LineageView)}
        />
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default">Export</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {Object.entries(formats).map(([format, words]) => (
              <Menu.Item key={format} onClick={() => onExport(format as LineageFormat)}>
                {words}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Group>
  );
}

function Jump({ label, path, onClick }: { label: string; path: string; onClick: () => void }) {
  return (
    <ActionIcon variant="default" size={36} aria-label={label} title={label} onClick={onClick}>
      <svg viewBox="0 0 20 20" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2">
        <path d={path} />
      </svg>
    </ActionIcon>
  );
}
