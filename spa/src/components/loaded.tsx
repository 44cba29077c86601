import { Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureNotice } from './failure-notice.tsx';

type Props<Value> = {
  /** What is shown; null or undefined while there is none. */
  value: Value | null | undefined;
  error: unknown;
  isLoading: boolean;
  /** Said when the answer is there and has nothing. */
  missing: string;
  children: (value: Value) => ReactNode;
};

/** Part of a page with its own question: waiting, failed, nothing there, or the answer. */
export function Loaded<Value>({ value, error, isLoading, missing, children }: Props<Value>) {
  return (
    <>
      <FailureNotice error={error} />
      {value !== null && value !== undefined ? children(value) : null}
      {(value === null || value === undefined) && !error ? (
        isLoading ? (
          <Skeleton height={220} aria-busy="true" aria-label="Loading" />
        ) : (
          <Text size="sm" c="dimmed">
            {missing}
          </Text>
        )
      ) : null}
    </>
  );
}
