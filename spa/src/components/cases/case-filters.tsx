import { Button, Select } from '@mantine/core';
import type { casesSearch } from '../../search.ts';
import { priorities } from '../../words/vocabulary.ts';
import { type ReferenceOption, ReferenceSelect } from '../reference-select.tsx';
import { SearchBox } from '../search-box.tsx';
import classes from './case-filters.module.css';

type Search = ReturnType<typeof casesSearch>;

type Props = {
  search: Search;
  teams: readonly ReferenceOption[];
  customers: readonly ReferenceOption[];
  onCustomerSearch: (text: string) => void;
  onChange: (change: Search) => void;
};

const priorityChoices = Object.entries(priorities).map(([value, { word }]) => ({ value, label: word }));
const none = { q: undefined, priority: undefined, customer: undefined, team: undefined };

/** What board and list are narrowed down by. */
export function CaseFilters({ search, teams, customers, onCustomerSearch, onChange }: Props) {
  const unique = [...new Map(customers.map((customer) => [customer.id, customer])).values()];
  const isFiltered = Object.keys(none).some((name) => search[name as keyof typeof none] !== undefined);
  return (
    <search className={classes.filters}>
      <SearchBox
        label="Search"
        placeholder="CASE-…, REQ-… or an id"
        value={search.q ?? ''}
        onSearch={(q) => onChange({ q: q || undefined })}
      />
      <ReferenceSelect
        label="Team"
        placeholder="any"
        clearable
        options={teams}
        value={search.team ?? null}
        onChange={(team) => onChange({ team: team ?? undefined })}
      />
      <Select
        label="Priority"
        placeholder="any"
        clearable
        data={priorityChoices}
        value={search.priority ?? null}
        onChange={(priority) => onChange({ priority: priority ?? undefined } as Search)}
      />
      <ReferenceSelect
        label="Customer"
        placeholder="any"
        clearable
        options={unique}
        value={search.customer ?? null}
        onChange={(customer) => onChange({ customer: customer ?? undefined })}
        onSearch={onCustomerSearch}
      />
      {isFiltered ? (
        <Button variant="default" onClick={() => onChange(none)}>
          Clear all filters
        </Button>
      ) : null}
    </search>
  );
}
