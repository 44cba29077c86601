import { Group, Loader, Select, type SelectProps, Text } from '@mantine/core';
import { useState } from 'react';

export type ReferenceOption = { id: string; name: string; code: string };

type Props = Omit<SelectProps, 'data' | 'filter' | 'onChange' | 'onSearchChange' | 'renderOption' | 'value'> & {
  /** What the server found for the search, the chosen one among them or not. */
  options: readonly ReferenceOption[];
  value: string | null;
  onChange: (id: string | null) => void;
  /** Absent: all options are there, the browser searches among them. */
  onSearch?: (text: string) => void;
  isLoading?: boolean;
};

/** A choice among controlled values, by name or code. */
export function ReferenceSelect({ options, value, onChange, onSearch, isLoading = false, ...rest }: Props) {
  const [chosen, setChosen] = useState<ReferenceOption | null>(null);
  const isListed = options.some(({ id }) => id === value);
  // the chosen one stays an option, whatever was searched for since
  const listed = !isListed && chosen?.id === value && chosen ? [chosen, ...options] : options;
  const codes = new Map(listed.map(({ id, code }) => [id, code]));
  return (
    <Select
      searchable
      nothingFoundMessage={isLoading ? 'Searching…' : 'Nothing found: try part of its name or code'}
      rightSection={isLoading ? <Loader size="xs" /> : undefined}
      maxDropdownHeight={280}
      // more is not searched for
      maxLength={200}
      comboboxProps={{ shadow: 'md' }}
      {...rest}
      data={listed.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={(id) => {
        setChosen(listed.find((option) => option.id === id) ?? null);
        onChange(id);
      }}
      {...(onSearch
        ? {
            onSearchChange: (text: string) => onSearch(text === listed.find(({ id }) => id === value)?.name ? '' : text),
            filter: ({ options: found }: { options: readonly unknown[] }) => found as never,
          }
        : {})}
      renderOption={({ option }) => (
        <Group justify="space-between" wrap="nowrap" flex={1}>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed" ff="monospace">
            {codes.get(String(option.value))}
          </Text>
        </Group>
      )}
    />
  );
}
