import { Box, Code, Text } from '@mantine/core';
import { describeFailure } from '../words/failures.ts';
import { Notice } from './notice.tsx';

/** A fault with what to do about it. With something on screen already it is a notice above it, not instead of it. */
export function FailureNotice({ error }: { error: unknown }) {
  if (!error) return null;
  const { title, advice, detail, isCalm = false } = describeFailure(error);
  return (
    <Box mb="md">
      <Notice title={title} {...(isCalm ? { shape: 'dash', color: 'gray' } : {})}>
        <Text size="sm">{advice}</Text>
        {detail ? (
          <Code block mt="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {detail}
          </Code>
        ) : null}
      </Notice>
    </Box>
  );
}
