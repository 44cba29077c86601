import { Button, Select } from '@mantine/core';
import { SearchBox } from '../../components/search-box.tsx';
import type { eventsSearch } from '../../search.ts';
import { eventNames } from './event-query.ts';
import classes from './events.module.css';

type Search = ReturnType<typeof eventsSearch>;

type Props = {
  search: Search;
  onChange: (change: Search) => void;
};

/** What the list is narrowed to, besides the status. */
export function EventFilters({ search: { q, type, cause }, onChange }: Props) {
  const isFiltered = [q, type, cause].some((value) => value !== undefined);
  // a type that only the address knows is an option too
  const types = [...new Set([...eventNames, ...(type ? [type] : [])])];
  return (
    <search className={classes.filters}>
      <SearchBox
        label="Search"
        placeholder="any id, or a value of the payload: priority=high"
        value={q ?? ''}
        onSearch={(text) => onChange({ q: text || undefined })}
      />
      <Select
        label="Type"
        placeholder="any"
        clearable
        data={types}
        value={type ?? null}
        onChange={(next) => onChange({ type: next ?? undefined })}
      />
      {cause ? (
        <Button variant="default" title={`Events that failed for the cause ${cause}`} onClick={() => onChange({ cause: undefined })}>
          One cause only ×
        </Button>
      ) : null}
      {isFiltered ? (
        <Button variant="default" onClick={() => onChange({ q: undefined, type: undefined, cause: undefined })}>
          Clear all filters
        </Button>
      ) : null}
    </search>
  );
}
