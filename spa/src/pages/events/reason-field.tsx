import { Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import type { Ref } from 'react';
import { formatCount } from '../../words/numbers.ts';

const reasonLimit = 2_000;

type Props = { ref?: Ref<HTMLTextAreaElement>; value: string; onChange: (reason: string) => void; placeholder: string; isFirst?: boolean };

/** Why: kept in the story of every request concerned, and in the audit. Ctrl-Enter sends the form that it is part of. */
export function ReasonField({ ref, value, onChange, placeholder, isFirst = false }: Props) {
  return (
    <Textarea
      {...(ref ? { ref } : {})}
      label="Reason"
      description={`Stays in the story of every request concerned. ${formatCount(value.length)} of ${formatCount(reasonLimit)} characters.`}
      placeholder={placeholder}
      required
      withAsterisk
      maxLength={reasonLimit}
      autosize
      minRows={2}
      maxRows={8}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onKeyDown={getHotkeyHandler([['mod+Enter', ({ target }) => (target as HTMLTextAreaElement).form?.requestSubmit()]])}
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  );
}
