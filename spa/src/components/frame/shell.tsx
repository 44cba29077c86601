import { Anchor, Box, Burger, Divider, Group, NavLink, Text, UnstyledButton } from '@mantine/core';
import { Link, Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import iconUrl from '../../icon.svg';
import { signInAddress } from '../../session/session.ts';
import { useMay, usePerson, useSessionState } from '../../session/signed-in.ts';
import { NavigationLink } from '../links.tsx';
import { ColorSchemeSwitch } from './color-scheme-switch.tsx';
import { LiveNotice } from './live-notice.tsx';
import { NavigationIcon } from './navigation-icon.tsx';
import personClasses from './person.module.css';
import { PersonFace } from './person-face.tsx';
import classes from './shell.module.css';
import { ShellKeys } from './shell-keys.tsx';
import { TimeStyleSwitch } from './time-style.tsx';
import { WalkEntry } from './walk-entry.tsx';

// needed after the first picture, if at all
const PersonMenu = lazy(async () => ({ default: (await import('./person-menu.tsx')).PersonMenu }));
const NotForYou = lazy(async () => ({ default: (await import('./not-for-you.tsx')).NotForYou }));
const SessionOver = lazy(async () => ({ default: (await import('./session-over.tsx')).SessionOver }));

type Props = {
  /** What lies over the end of the page. */
  beside: ReactNode;
};

/**
 * The frame around every page: where you are, where you can go, how you like to see it. Plain CSS instead of Mantine's
 * AppShell, which would be a twentieth of what the first page loads.
 */
export function Shell({ beside }: Props) {
  // matters on narrow screens only, where the navigation lies over the page
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const state = useSessionState();
  const may = useMay();
  // whoever works on cases comes for them
  const isOperator = usePerson().roles.includes('operator');
  const cases = may('Query.overview') ? (
    <NavigationLink to="/cases" label="Cases" leftSection={<NavigationIcon name="cases" />} {...link} />
  ) : null;
  return (
    <div className={classes.shell}>
      <Anchor href="#content" className={classes.skip ?? ''}>
        Skip to content
      </Anchor>
      <header className={classes.header}>
        <Group gap="sm" wrap="nowrap" miw={0}>
          <Burger
            opened={isOpen}
            onClick={() => setOpen(!isOpen)}
            className={classes.burger ?? ''}
            size="sm"
            aria-label="Navigation"
            aria-expanded={isOpen}
            aria-controls="navigation"
          />
          <Link to="/" className={classes.brand} onClick={close} aria-label="Enterprise Integration Lab">
            <img src={iconUrl} alt="" width="28" height="28" />
            <Text component="span" fw={650} visibleFrom="xs" truncate>
              Enterprise Integration Lab
            </Text>
          </Link>
        </Group>
        <Group gap="xs" wrap="nowrap">
          {/* on narrow screens the way back in takes its room */}
          <Box {...(state.is === 'over' ? { visibleFrom: 'xs' } : {})}>
            <TimeStyleSwitch />
          </Box>
          <ShellKeys />
          <ColorSchemeSwitch />
          <Who />
        </Group>
      </header>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: only closes after one of its links was followed, by keyboard too */}
      <nav id="navigation" aria-label="Main" className={classes.navigation} data-open={isOpen || undefined} onClick={close}>
        {isOperator ? cases : null}
        <NavigationLink to="/" label="Overview" leftSection={<NavigationIcon name="overview" />} {...link} />
        <NavigationLink to="/requests" label="Requests" leftSection={<NavigationIcon name="requests" />} {...link} />
        {isOperator ? null : cases}
        {may('Query.overview') ? (
          <NavigationLink to="/events" label="Events" leftSection={<NavigationIcon name="events" />} {...link} />
        ) : null}
        <NavigationLink to="/objects" label="Objects" leftSection={<NavigationIcon name="objects" />} {...link} />
        <NavigationLink to="/lineage" label="Lineage" leftSection={<NavigationIcon name="lineage" />} {...link} />
        {may('Query.auditRecords') ? (
          <NavigationLink to="/audit" label="Audit" leftSection={<NavigationIcon name="audit" />} {...link} />
        ) : null}
        <Divider my="sm" />
        {may('Mutation.submitRequest') ? (
          <NavigationLink to="/requests/new" label="New request" leftSection={<NavigationIcon name="new" />} {...link} />
        ) : null}
        <NavLink
          component="a"
          href="/playground"
          label="Playground"
          description="Ask the graph yourself"
          leftSection={<NavigationIcon name="playground" />}
          className={classes.link ?? ''}
        />
        <WalkEntry className={classes.link ?? ''} />
        <Text size="xs" c="dimmed" p="xs" mt="auto">
          A lab with demo data: independent systems that exchange, normalise and explain what they do.
        </Text>
      </nav>
      <main id="content" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <Page />
          {beside ? <div className={classes.room} /> : null}
        </div>
        {state.is === 'over' ? null : <LiveNotice />}
      </main>
      {beside}
    </div>
  );
}

/** The page, unless it is not for the one who opened it. */
function Page() {
  const needs = useMatches({ select: (matches) => matches.at(-1)?.staticData.needs });
  const may = useMay();
  if (!needs || may(needs)) return <Outlet />;
  return (
    <Suspense fallback={null}>
      <NotForYou needs={needs} />
    </Suspense>
  );
}

/** Who is signed in; after the session is over, that it is. */
function Who() {
  const state = useSessionState();
  const person = usePerson();
  const here = useLocation({ select: ({ href }) => href });
  const [isMenuWanted, setMenuWanted] = useState(false);
  if (state.is !== 'over') {
    const button = (
      <UnstyledButton
        className={personClasses.button ?? ''}
        aria-haspopup="dialog"
        aria-expanded={false}
        onClick={() => setMenuWanted(true)}
      >
        <PersonFace {...person} />
      </UnstyledButton>
    );
    if (!isMenuWanted) return button;
    return (
      <Suspense fallback={button}>
        <PersonMenu />
      </Suspense>
    );
  }
  return (
    <Suspense fallback={null}>
      <SessionOver name={person.name} signInUrl={signInAddress(here)} />
    </Suspense>
  );
}

const link = {
  activeOptions: { exact: true, includeSearch: false },
  activeProps: { active: true, 'aria-current': 'page' },
  className: classes.link ?? '',
} as const;
