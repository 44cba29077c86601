import { Button, Select } from '@mantine/core';
import type { requestsSearch } from '../search.ts';
import { priorities, serviceRequestStates } from '../vocabulary.ts';
import { type ReferenceOption, ReferenceSelect } from './reference-select.tsx';
import classes from './request-filters.module.css';
import { SearchBox } from './search-box.tsx';

type Search = ReturnType<typeof requestsSearch>;

type Props = {
  search: Search;
  teams: readonly ReferenceOption[];
  customers: readonly ReferenceOption[];
  onCustomerSearch: (text: string) => void;
  onChange: (change: Search) => void;
};

const statusChoices = toChoices(serviceRequestStates);
const priorityChoices = toChoices(priorities);

export function RequestFilters({ search, teams, customers, onCustomerSearch, onChange }: Props) {
  const unique = [...new Map(customers.map((customer) => [customer.id, customer])).values()];
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  return (
    <search className={classes.filters}>
      <SearchBox label="Search" placeholder="any business id" value={search.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      <Select
        label="Status"
        placeholder="any"
        clearable
        data={statusChoices}
        value={search.status ?? null}
        onChange={(status) => onChange({ status: status ?? undefined } as Search)}
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
      <ReferenceSelect
        label="Team"
        placeholder="any"
        clearable
        options={teams}
        value={search.team ?? null}
        onChange={(team) => onChange({ team: team ?? undefined })}
      />
      {isFiltered ? (
        <Button
          variant="default"
          onClick={() => onChange({ q: undefined, status: undefined, priority: undefined, customer: undefined, team: undefined })}
        >
          Clear all filters
        </Button>
      ) : null}
    </search>
  );
}

function toChoices<Key extends string>(words: Record<Key, { word: string }>) {
  return Object.entries<{ word: string }>(words).map(([value, { word }]) => ({ value: value as Key, label: word }));
}
