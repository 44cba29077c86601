import { Button, Select, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { auditSearch } from '../../search.ts';
import { auditOutcomes } from '../../words/vocabulary.ts';
import { SearchBox } from '../search-box.tsx';
import classes from './audit.module.css';

type Search = ReturnType<typeof auditSearch>;

type Props = {
  search: Search;
  /** Names of actions to choose from; others can be typed. */
  actions: readonly string[];
  onChange: (change: Search) => void;
};

const outcomeChoices = Object.entries(auditOutcomes).map(([value, { word }]) => ({ value, label: word }));

export function AuditFilters({ search, actions, onChange }: Props) {
  const list = useId();
  const { actor, action, outcome, from, to } = search;
  const isFiltered = [actor, action, outcome, from, to].some((value) => value !== undefined);
  return (
    <search className={classes.filters}>
      <SearchBox label="Actor" placeholder="exact name" value={actor ?? ''} onSearch={(next) => onChange({ actor: next || undefined })} />
      <SearchBox
        label="Action"
        placeholder="exact name"
        value={action ?? ''}
        list={list}
        onSearch={(next) => onChange({ action: next || undefined })}
      />
      <datalist id={list}>
        {actions.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Select
        label="Outcome"
        placeholder="any"
        clearable
        data={outcomeChoices}
        value={outcome ?? null}
        onChange={(next) => onChange({ outcome: (next ?? undefined) as Search['outcome'] })}
      />
      <MomentInput label="From" value={from} onChange={(next) => onChange({ from: next })} />
      <MomentInput label="Before" value={to} onChange={(next) => onChange({ to: next })} />
      {isFiltered ? (
        <Button
          variant="default"
          onClick={() => onChange({ actor: undefined, action: undefined, outcome: undefined, from: undefined, to: undefined })}
        >
          Clear all filters
        </Button>
      ) : null}
    </search>
  );
}

type MomentProps = { label: string; value: string | undefined; onChange: (moment: string | undefined) => void };

/** A moment in the reader's own time; the address keeps it in UTC. */
function MomentInput({ label, value, onChange }: MomentProps) {
  return (
    <TextInput
      type="datetime-local"
      className={classes.moment ?? ''}
      label={`${label} (your time)`}
      value={value ? toLocal(value) : ''}
      onChange={({ currentTarget }) => {
        const moment = new Date(currentTarget.value);
        onChange(Number.isNaN(moment.getTime()) ? undefined : moment.toISOString());
      }}
    />
  );
}

/** What an input of this type shows: the local time, to the minute. */
function toLocal(moment: string): string {
  const time = new Date(moment);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
