import { Anchor, AppShell, Box, Burger, Divider, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet } from '@tanstack/react-router';
import iconUrl from '../icon.svg';
import { ColorSchemeSwitch } from './color-scheme-switch.tsx';
import { NavigationLink } from './links.tsx';
import { NavigationIcon } from './navigation-icon.tsx';
import classes from './shell.module.css';
import { TimeStyleSwitch } from './time-style.tsx';

/** The frame around every page: where you are, where you can go, how you like to see it. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <Anchor href="#content" className={classes.skip ?? ''}>
        Skip to content
      </Anchor>
      <AppShell.Header className={classes.header ?? ''}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" aria-expanded={isOpen} />
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
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Main" onClick={close}>
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
        <Box mt="auto" p="xs">
          <Text size="xs" c="dimmed">
            A lab with demo data: independent systems that exchange, normalise and explain what they do.
          </Text>
        </Box>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main ?? ''}>
        <div className={classes.page}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}

const link = {
  activeOptions: { exact: true, includeSearch: false },
  activeProps: { active: true, 'aria-current': 'page' },
  className: classes.link ?? '',
} as const;
