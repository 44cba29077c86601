import { Checkbox, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './choice-list.module.css';
import type { ReferenceOption } from './reference-select.tsx';

/** With fewer options nobody needs a search. */
const fewOptions = 8;

type Props = {
  label: string;
  options: readonly (ReferenceOption & { note?: string })[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** Absent: all options are there. */
  onSearch?: (text: string) => void;
};

/** Any number of values out of many, by name or code. */
export function ChoiceList({ label, options, chosen, onChange, onSearch }: Props) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const matches = ({ name, code }: ReferenceOption) => `${name} ${code}`.toLowerCase().includes(wanted);
  // what is chosen is never out of sight
  const listed = options.filter((option) => chosen.includes(option.id) || onSearch !== undefined || matches(option));
  return (
    <div className={classes.box}>
      {onSearch || options.length > fewOptions ? (
        <TextInput
          data-autofocus
          type="search"
          size="xs"
          mb="xs"
          aria-label={`Search ${label.toLowerCase()}`}
          placeholder="Part of its name or code"
          value={text}
          maxLength={100}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
            onSearch?.(value.trim());
          }}
        />
      ) : null}
      <Checkbox.Group aria-label={label} value={[...chosen]} onChange={onChange}>
        <div className={classes.list}>
          {listed.map(({ id, name, code, note }) => (
            <Checkbox key={id} value={id} size="sm" label={name} description={note ?? code} classNames={{ body: classes.option ?? '' }} />
          ))}
          {listed.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing found: try part of its name or code
            </Text>
          ) : null}
        </div>
      </Checkbox.Group>
    </div>
  );
}
