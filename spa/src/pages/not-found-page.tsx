import { EmptyState } from '../components/empty-state.tsx';
import { ButtonLink } from '../components/links.tsx';

export function NotFoundPage() {
  return (
    <>
      <title>Nothing here · Enterprise Integration Lab</title>
      <EmptyState title="There is nothing at this address" action={<ButtonLink to="/">To the overview</ButtonLink>}>
        The link may be older than the portal, or mistyped.
      </EmptyState>
    </>
  );
}
