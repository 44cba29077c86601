import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type RouterHistory } from '@tanstack/react-router';
import { Frame } from './pages/frame.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { RouteFailurePage } from './pages/route-failure-page.tsx';
import {
  auditSearch,
  casesSearch,
  eventsSearch,
  lineageSearch,
  newRequestSearch,
  objectSearch,
  objectsSearch,
  parseSearch,
  requestSearch,
  requestsSearch,
  stringifySearch,
} from './search.ts';
import type { Doing } from './session/person.ts';

const root = createRootRoute({ component: Frame });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview-page.tsx'), 'OverviewPage'),
});

const requests = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  validateSearch: requestsSearch,
  component: lazyRouteComponent(() => import('./pages/requests-page.tsx'), 'RequestsPage'),
});

const newRequest = createRoute({
  getParentRoute: () => root,
  path: '/requests/new',
  staticData: { needs: 'Mutation.submitRequest' },
  validateSearch: newRequestSearch,
  component: lazyRouteComponent(() => import('./pages/new-request-page.tsx'), 'NewRequestPage'),
});

const request = createRoute({
  getParentRoute: () => root,
  path: '/requests/$reference',
  validateSearch: requestSearch,
  // another request is another page: nothing of the one before may shine through
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('./pages/request/request-page.tsx'), 'RequestPage'),
});

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  staticData: { needs: 'Query.overview' },
  validateSearch: casesSearch,
  component: lazyRouteComponent(() => import('./pages/cases-page.tsx'), 'CasesPage'),
});

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$number',
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('./pages/cases/case-page.tsx'), 'CasePage'),
});

const events = createRoute({
  getParentRoute: () => root,
  path: '/events',
  staticData: { needs: 'Query.overview' },
  validateSearch: eventsSearch,
  component: lazyRouteComponent(() => import('./pages/events-page.tsx'), 'EventsPage'),
});

const objects = createRoute({
  getParentRoute: () => root,
  path: '/objects',
  validateSearch: objectsSearch,
  component: lazyRouteComponent(() => import('./pages/object/objects-page.tsx'), 'ObjectsPage'),
});

const object = createRoute({
  getParentRoute: () => root,
  path: '/objects/$reference',
  validateSearch: objectSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('./pages/object/object-page.tsx'), 'ObjectPage'),
});

const lineageStart = createRoute({
  getParentRoute: () => root,
  path: '/lineage',
  component: lazyRouteComponent(() => import('./pages/lineage/lineage-start-page.tsx'), 'LineageStartPage'),
});

const lineage = createRoute({
  getParentRoute: () => root,
  path: '/lineage/$entity',
  validateSearch: lineageSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import('./pages/lineage/lineage-page.tsx'), 'LineagePage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: auditSearch,
  staticData: { needs: 'Query.auditRecords' },
  component: lazyRouteComponent(() => import('./pages/audit/audit-page.tsx'), 'AuditPage'),
});

const routeTree = root.addChildren([
  overview,
  requests,
  newRequest,
  request,
  cases,
  oneCase,
  events,
  objects,
  object,
  lineageStart,
  lineage,
  audit,
]);

/** @param history where the address is kept; the browser's own unless a test brings another. */
export function createPortalRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    ...(history ? { history } : {}),
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: RouteFailurePage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPortalRouter>;
  }
  interface StaticDataRouteOption {
    /** What the page is for: whoever may not do it is told so in its place. */
    needs?: Doing;
  }
}
