import { lazy, Suspense } from 'react';
import { Shell } from '../components/frame/shell.tsx';
import { useWalk } from '../walk.ts';

const WalkPanel = lazy(async () => ({ default: (await import('./guide/walk-panel.tsx')).WalkPanel }));

/** Every page stands in it; beside the page the guided walk, for whoever takes it. */
export function Frame() {
  const isWalking = useWalk().walk.is === 'walking';
  return (
    <Shell
      beside={
        isWalking ? (
          <Suspense fallback={null}>
            <WalkPanel />
          </Suspense>
        ) : null
      }
    />
  );
}
