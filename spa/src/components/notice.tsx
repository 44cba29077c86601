import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Shape } from '../words/vocabulary.ts';
import { Glyph } from './glyph.tsx';

type Props = { title: ReactNode; shape?: Shape; color?: string; children: ReactNode };

/** Something that a person should hear of at once: a shape and a coloured edge, but words in the colours that read best. */
export function Notice({ title, shape = 'octagon', color = 'orange', children }: Props) {
  return (
    <Alert
      variant="default"
      role="alert"
      title={title}
      icon={<Glyph shape={shape} color={color} size={18} />}
      styles={{ root: { borderLeft: `4px solid var(--mantine-color-${color}-6)` } }}
    >
      {children}
    </Alert>
  );
}
