import { NavLink } from '@mantine/core';
import { stepNames, useWalk } from '../../walk.ts';
import { NavigationIcon } from './navigation-icon.tsx';

/** The way into the walk, at any time. */
export function WalkEntry({ className }: { className: string }) {
  const { walk, resume } = useWalk();
  return (
    <NavLink
      component="button"
      type="button"
      label="Guided walk"
      description={
        walk.is === 'left' || walk.is === 'walking'
          ? `${walk.is === 'left' ? 'Go on at' : 'You are at'} step ${stepNames.indexOf(walk.step) + 1} of ${stepNames.length}`
          : 'Follow one request'
      }
      leftSection={<NavigationIcon name="walk" />}
      className={className}
      onClick={resume}
    />
  );
}
