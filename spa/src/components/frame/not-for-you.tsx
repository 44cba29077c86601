import { able, type Doing } from '../../session/person.ts';
import { usePerson } from '../../session/signed-in.ts';
import { EmptyState } from '../empty-state.tsx';
import { ButtonLink } from '../links.tsx';

const list = new Intl.ListFormat('en');

/** In place of a page that is not for the roles of whoever opened it. */
export function NotForYou({ needs }: { needs: Doing }) {
  const { roles } = usePerson();
  return (
    <>
      <title>Not for your role · Enterprise Integration Lab</title>
      <EmptyState title="This page is not for your role" action={<ButtonLink to="/">To the overview</ButtonLink>}>
        It is for the {able[needs].length > 1 ? 'roles' : 'role'} {list.format(able[needs])}; you are signed in as {list.format(roles)}.
        Nothing is broken. Whoever gives out roles can give you another one.
      </EmptyState>
    </>
  );
}
