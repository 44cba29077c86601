import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useKeys } from '../../keys.ts';
import type { RequestsSearch } from '../../search.ts';
import { eventStates, priorities, serviceRequestStates } from '../../words/vocabulary.ts';
import { ChoiceList } from '../choice-list.tsx';
import { FilterChip } from '../filter-chip.tsx';
import { MomentRange, sayRange } from '../moment-range.tsx';
import type { ReferenceOption } from '../reference-select.tsx';
import { SearchBox } from '../search-box.tsx';
import classes from './request-filters.module.css';
import { SenderField } from './sender-field.tsx';

/** Filters with values that the reference layer knows. */
export type ReferenceFilter = 'customer' | 'agreement' | 'type' | 'team';
type Plain = 'status' | 'priority' | 'event';
type Choosing = Plain | ReferenceFilter;
type FilterName = Choosing | 'sent' | 'sender';

type Props = {
  search: RequestsSearch;
  /** What can be chosen, the chosen ones among it. */
  options: Record<ReferenceFilter, readonly ReferenceOption[]>;
  /** Looks for more options; those of the others are all there. */
  onSearchOptions: (filter: 'customer' | 'agreement', text: string) => void;
  /** Who looks, as it stands in submissions. */
  subject: string;
  onChange: (change: RequestsSearch) => void;
};

const words: Record<FilterName, string> = {
  status: 'Source status',
  priority: 'Priority',
  event: 'Event',
  customer: 'Customer',
  agreement: 'Agreement',
  type: 'Type',
  team: 'Team',
  sent: 'Sent',
  sender: 'Sender',
};
const names = Object.keys(words) as FilterName[];

export const noFilters: RequestsSearch = {
  q: undefined,
  status: undefined,
  priority: undefined,
  event: undefined,
  customer: undefined,
  agreement: undefined,
  type: undefined,
  team: undefined,
  from: undefined,
  to: undefined,
  sender: undefined,
};

/** The search, one chip for each filter, and what else can be filtered by. */
export function RequestFilters({ search, options, onSearchOptions, subject, onChange }: Props) {
  // a filter that has just been added stands there although it says nothing yet
  const [opened, setOpened] = useState<FilterName | null>(null);
  const isActive = (name: FilterName) =>
    name === 'sent' ? search.from !== undefined || search.to !== undefined : search[name] !== undefined;
  const shown = names.filter((name) => isActive(name) || name === opened);
  const isFiltered = search.q !== undefined || names.some(isActive);
  useKeys([
    { keys: 'Escape', words: 'leave the row; then clear all filters', do: () => leaveRow() || (isFiltered && onChange(noFilters)) },
  ]);

  const optionsOf = (name: Choosing) => (name in plain ? plain[name as Plain] : options[name as ReferenceFilter]);
  const choose = (name: Choosing, chosen: string[]) => onChange({ [name]: chosen.length > 0 ? chosen : undefined } as RequestsSearch);
  const say = (name: FilterName): string => {
    if (name === 'sent') return sayRange(search.from, search.to);
    if (name === 'sender') return search.sender === subject ? 'me' : (search.sender ?? '');
    const known = new Map(optionsOf(name).map((option) => [option.id, option.name]));
    return sayChosen((search[name] ?? []).map((id) => known.get(id) ?? '…'));
  };

  return (
    <search className={classes.bar}>
      <div className={classes.search}>
        <SearchBox label="Search" placeholder="Any business id" value={search.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      </div>
      {shown.map((name) => (
        <FilterChip
          key={name}
          name={words[name]}
          value={say(name)}
          isOpen={opened === name}
          onOpen={(isOpen) => setOpened(isOpen ? name : null)}
          onRemove={() => {
            setOpened(null);
            onChange(name === 'sent' ? { from: undefined, to: undefined } : { [name]: undefined });
          }}
        >
          {name === 'sent' ? (
            <MomentRange from={search.from} to={search.to} onChange={onChange} />
          ) : name === 'sender' ? (
            <SenderField value={search.sender} subject={subject} onChange={(sender) => onChange({ sender })} />
          ) : (
            <ChoiceList
              label={words[name]}
              options={optionsOf(name)}
              chosen={search[name] ?? []}
              onChange={(chosen) => choose(name, chosen)}
              {...(name === 'customer' || name === 'agreement' ? { onSearch: (text: string) => onSearchOptions(name, text) } : {})}
            />
          )}
        </FilterChip>
      ))}
      <Menu position="bottom-start" shadow="md" withinPortal>
        <Menu.Target>
          <Button variant="default" size="sm" leftSection={<Plus />} disabled={shown.length === names.length}>
            Filter
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {names
            .filter((name) => !shown.includes(name))
            .map((name) => (
              // opened when the menu has given the focus back
              <Menu.Item key={name} onClick={() => setTimeout(setOpened, 0, name)}>
                {words[name]}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      {isFiltered ? (
        <Button variant="subtle" size="sm" px="xs" onClick={() => onChange(noFilters)}>
          Clear all filters
        </Button>
      ) : null}
    </search>
  );
}

const plain: Record<Plain, readonly ReferenceOption[]> = {
  status: toOptions(serviceRequestStates),
  priority: toOptions(priorities).toReversed(),
  event: toOptions(eventStates),
};

function toOptions(states: Record<string, { word: string; meaning: string }>) {
  return Object.entries(states).map(([id, { word, meaning }]) => ({ id, name: word, code: '', note: meaning }));
}

/** @returns whether the keyboard was in a row. */
function leaveRow(): boolean {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement && activeElement.closest('tr'))) return false;
  activeElement.blur();
  return true;
}

/** "high or critical", "Northwind and 3 others". */
function sayChosen([first = 'any', second, ...others]: readonly string[]): string {
  if (second === undefined) return first;
  return others.length === 0 ? `${first} or ${second}` : `${first} or ${others.length + 1} others`;
}

function Plus() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" stroke="currentColor" strokeWidth="1.6">
      <path d="M6 1.5v9M1.5 6h9" />
    </svg>
  );
}
