import 'graphiql/style.css';
import './playground.css';
import './editor-workers.ts';
import { GraphiQL } from 'graphiql';
import { type ComponentProps, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { createIdempotencyKey } from '../idempotency-key.ts';
import { askLab, signInAddress } from '../session/session.ts';
import { examples } from './examples.ts';
import { fetcher } from './fetcher.ts';
import { findSamples } from './samples.ts';
import { mendTabs } from './tabs.ts';
import { editorTheme } from './themes.ts';

const root = document.getElementById('root');
if (!root) throw new Error('playground.html has no element with the id "root"');

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function onSystemTheme(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener);
  return () => darkSystem.removeEventListener('change', listener);
}

/** The portal's choice of dark or light; without one the system's. */
function findTheme(): 'dark' | 'light' {
  const stored = localStorage.getItem('mantine-color-scheme-value');
  if (stored === 'dark' || stored === 'light') return stored;
  return darkSystem.matches ? 'dark' : 'light';
}

/** Follows the system while the page is open: by itself it would leave its editors as they were. */
function Editors(props: ComponentProps<typeof GraphiQL>) {
  return <GraphiQL {...props} editorTheme={editorTheme} forcedTheme={useSyncExternalStore(onSystemTheme, findTheme)} />;
}

const person = await askLab().catch(() => null);
if (!person) document.title = 'Sign in · Enterprise Integration Lab';

// only now: a stored tab brings its own variables, while the first example's would not be shown by themselves
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;

// real ids make the examples run at the first press of the button; a lab that is not ready yet leaves placeholders
const samples = person ? await findSamples().catch(() => ({})) : {};

mendTabs(root);
const tabs = examples({ ...samples, key: createIdempotencyKey() });

createRoot(root).render(
  <div className="playground">
    <header>
      <a href="/">← Portal</a>
      <h1>Playground</h1>
      {person ? (
        <p>
          You ask as {person.name}. Every tab is a working example against this lab. Run it with Ctrl-Enter; the book icon opens the manual
          of the graph.
        </p>
      ) : null}
    </header>
    <main>
      {person ? (
        <Editors
          fetcher={fetcher}
          defaultTabs={tabs}
          {...(isFirstVisit && tabs[0]?.variables ? { initialVariables: tabs[0].variables } : {})}
          defaultEditorToolsVisibility="variables"
          isHeadersEditorEnabled
        />
      ) : (
        <p className="door">
          The graph answers to people it knows. <a href={signInAddress()}>Sign in</a>
        </p>
      )}
    </main>
  </div>,
);
