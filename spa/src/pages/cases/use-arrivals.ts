import { useState } from 'react';
import { type News, noNews } from '../../components/news.tsx';

/**
 * What came to the top of a list while the reader was looking. Rows that were loaded further down are no news.
 *
 * @param ids of everything that is shown, newest first; undefined before the first answer.
 */
export function useArrivals(ids: readonly string[] | undefined): News {
  const [known, setKnown] = useState<News>();
  if (!known && ids) setKnown(new Set(ids));
  if (!known || !ids) return noNews;
  const end = ids.findIndex((id) => known.has(id));
  return new Set(end < 0 ? (known.size === 0 ? ids : []) : ids.slice(0, end));
}
