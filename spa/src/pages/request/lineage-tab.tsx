import { Skeleton } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ButtonLink } from '../../components/links.tsx';
import type { TabProps } from './tab-props.ts';

// the other tabs need none of it
const LineageExplorer = lazy(async () => ({ default: (await import('../lineage/lineage-explorer.tsx')).LineageExplorer }));

const route = getRouteApi('/requests/$reference');

/** What led to a request and what became of it: the explorer, begun at the request. */
export function LineageTab({ id }: TabProps) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { depth, picked, find, opened } = search;
  return (
    <Suspense fallback={<Skeleton height={420} aria-busy="true" aria-label="Loading" />}>
      <LineageExplorer
        start={{ kind: 'request', id, requestId: id }}
        search={search}
        onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false })}
      />
      <ButtonLink
        to="/lineage/$entity"
        params={{ entity: id }}
        search={{ depth, picked, find, opened }}
        variant="default"
        size="xs"
        mt="md"
      >
        Open on a page of its own
      </ButtonLink>
    </Suspense>
  );
}
