import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

type Props = {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
  /** Id of a `datalist` with what is often meant. */
  list?: string;
};

/**
 * A search that waits until the typing pauses or the field is left, by Enter for example: a search that came later would call back whoever
 * is on the way to another page. Shows what the address says when that changes by other means.
 */
export function SearchBox({ label, placeholder, value, onSearch, ...rest }: Props) {
  const [typed, setTyped] = useState({ text: value, base: value });
  const search = useDebouncedCallback(onSearch, 300);
  const text = typed.base === value || typed.text.trim() === value ? typed.text : value;
  return (
    <TextInput
      {...rest}
      type="search"
      label={label}
      placeholder={placeholder}
      value={text}
      maxLength={200}
      onBlur={() => search.flush()}
      onKeyDown={({ key, currentTarget }) => {
        // back to the page, where keys have their meaning; in a form, Enter is the form's
        if (key === (text === '' ? 'Escape' : 'Enter') && !currentTarget.form) currentTarget.blur();
        if (key !== 'Escape' || text === '') return;
        // some browsers do it by themselves
        setTyped({ text: '', base: value });
        search('');
      }}
      onChange={({ currentTarget }) => {
        setTyped({ text: currentTarget.value, base: value });
        search(currentTarget.value.trim());
      }}
    />
  );
}
