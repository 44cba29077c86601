import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { countOf } from '../words/numbers.ts';
import classes from './news.module.css';

/** Ids of what came while the reader was looking. */
export type News = ReadonlySet<string>;

export const noNews: News = new Set();

/**
 * Tells what came while the reader was looking: whatever was not in the first answer.
 *
 * @param ids of everything that is shown; undefined before the first answer.
 */
export function useNews(ids: readonly string[] | undefined): News {
  const [known, setKnown] = useState<News>();
  if (!known && ids) setKnown(new Set(ids));
  return known && ids ? new Set(ids.filter((id) => !known.has(id))) : noNews;
}

/** Lights up a new entry for a moment; nothing moves. */
export function newsClass(news: News, id: string): string {
  return news.has(id) ? (classes.entry ?? '') : '';
}

/** A state that lights up when it changes under the reader's eyes. */
export function ChangingState({ word, children }: { word: string | undefined; children: ReactNode }) {
  const [first] = useState(word);
  return (
    <span key={word} className={word === first ? classes.state : `${classes.state} ${classes.changed}`}>
      {children}
    </span>
  );
}

/** Says to those who cannot see it that something came. */
export function NewsCount({ count, what }: { count: number; what: string }) {
  return <VisuallyHidden role="status">{count > 0 ? `${countOf(count, `new ${what}`)} below` : ''}</VisuallyHidden>;
}
