import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';

/** Opens the graph around whatever has this name. */
export function EntitySearch({ onSearch }: { onSearch: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSearch(text.trim());
      }}
    >
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          type="search"
          label="Any business id"
          placeholder="REQ-, CASE-, BO-, a code, an id"
          maxLength={200}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" variant="default">
          Begin there
        </Button>
      </Group>
    </form>
  );
}
