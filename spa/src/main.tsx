import '@mantine/core/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSocket } from './live/socket.ts';
import { openPortal } from './open-portal.ts';
import { PortalRoot } from './portal-root.tsx';
import { createSession } from './session/session.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const session = createSession();
void session.doubt();
const portal = openPortal({ session, socket: createSocket(session.doubt) });
// the page is loaded while the lab looks up who is signed in
void portal.router.load();

createRoot(root).render(
  <StrictMode>
    <PortalRoot portal={portal} />
  </StrictMode>,
);
