import { Button, Checkbox, Popover, Select, Stack } from '@mantine/core';
import type { RequestOrder } from '../../search.ts';
import { columnOf, type RequestColumn, requestColumnIds } from './request-columns.tsx';

const orderWords: Record<RequestOrder | 'newest', string> = {
  newest: 'Recorded, newest first',
  oldest: 'Recorded, oldest first',
  '-sent': 'Sent, newest first',
  sent: 'Sent, oldest first',
  '-reference': 'Reference, highest first',
  reference: 'Reference, lowest first',
};
const orderChoices = Object.entries(orderWords).map(([value, label]) => ({ value, label }));

type Props = {
  columns: readonly RequestColumn[];
  onColumns: (columns: RequestColumn[]) => void;
  order: RequestOrder | undefined;
  onOrder: (order: RequestOrder | undefined) => void;
};

/** How the list is drawn: its order, which belongs to the address, and its columns, which belong to the reader. */
export function RequestDisplay({ columns, onColumns, order, onOrder }: Props) {
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="sm">
          Display
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md" w={240}>
          <Select
            label="Order"
            size="xs"
            data={orderChoices}
            value={order ?? 'newest'}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => onOrder(value === 'newest' || value === null ? undefined : (value as RequestOrder))}
          />
          <Checkbox.Group
            label="Columns"
            value={[...columns]}
            onChange={(chosen) => onColumns(requestColumnIds.filter((id) => chosen.includes(id)))}
          >
            <Stack gap={8} mt="xs">
              {requestColumnIds.map((id) => (
                <Checkbox key={id} size="xs" value={id} label={columnOf(id).title} disabled={id === 'reference'} />
              ))}
            </Stack>
          </Checkbox.Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
