import { Anchor, Burger, Divider, Group, NavLink, Text } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import iconUrl from '../icon.svg';
import { ColorSchemeSwitch } from './color-scheme-switch.tsx';
import { NavigationLink } from './links.tsx';
import { LiveNotice } from './live-notice.tsx';
import { NavigationIcon } from './navigation-icon.tsx';
import classes from './shell.module.css';
import { TimeStyleSwitch } from './time-style.tsx';

/**
 * The frame around every page: where you are, where you can go, how you like to see it. Plain CSS instead of Mantine's
 * AppShell, which would be a twentieth of what the first page loads.
 */
export function Shell() {
  // matters on narrow screens only, where the navigation lies over the page
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
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
          <Link to="/" className={classes.brand} onClick={close}>
            <img src={iconUrl} alt="" width="28" height="28" />
            <Text component="span" fw={650} visibleFrom="xs" truncate>
              Enterprise Integration Lab
            </Text>
          </Link>
        </Group>
        <Group gap="xs" wrap="nowrap">
          <TimeStyleSwitch />
          <ColorSchemeSwitch />
        </Group>
      </header>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: only closes after one of its links was followed, by keyboard too */}
      <nav id="navigation" aria-label="Main" className={classes.navigation} data-open={isOpen || undefined} onClick={close}>
        <NavigationLink to="/" label="Overview" leftSection={<NavigationIcon name="overview" />} {...link} />
        <NavigationLink to="/requests" label="Requests" leftSection={<NavigationIcon name="requests" />} {...link} />
        <NavigationLink to="/cases" label="Cases" leftSection={<NavigationIcon name="cases" />} {...link} />
        <NavigationLink to="/events" label="Events" leftSection={<NavigationIcon name="events" />} {...link} />
        <Divider my="sm" />
        <NavigationLink to="/requests/new" label="New request" leftSection={<NavigationIcon name="new" />} {...link} />
        <NavLink
          component="a"
          href="/playground"
          label="Playground"
          description="Ask the graph yourself"
          leftSection={<NavigationIcon name="playground" />}
          className={classes.link ?? ''}
        />
        <Text size="xs" c="dimmed" p="xs" mt="auto">
          A lab with demo data: independent systems that exchange, normalise and explain what they do.
        </Text>
      </nav>
      <main id="content" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <Outlet />
        </div>
        <LiveNotice />
      </main>
    </div>
  );
}

const link = {
  activeOptions: { exact: true, includeSearch: false },
  activeProps: { active: true, 'aria-current': 'page' },
  className: classes.link ?? '',
} as const;
