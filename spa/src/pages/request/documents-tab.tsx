import { useQuery } from '@apollo/client/react';
import classes from '../../components/document.module.css';
import { DocumentCard } from '../../components/document-card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live.ts';
import type { TabProps } from './request-tabs.tsx';

const documents = graphql(`
  query RequestDocuments($id: ID!) {
    serviceRequest(id: $id) {
      id
      documents {
        id
        ...DocumentCard
      }
    }
  }
`);

export function DocumentsTab({ id }: TabProps) {
  const result = useQuery(documents, { variables: { id } });
  useLive(result, { requestId: id });
  return (
    <Loaded
      value={(result.data ?? result.previousData)?.serviceRequest?.documents}
      error={result.error}
      isLoading={result.loading}
      missing="The request is not there."
    >
      {(found) =>
        found.length > 0 ? (
          <ul className={classes.list} aria-label="Documents">
            {found.map((document) => (
              <DocumentCard key={document.id} document={document} />
            ))}
          </ul>
        ) : (
          <EmptyState title="No documents">
            Supporting files are uploaded with a request. Their bytes lie in the object store; what is known about them stands here.
          </EmptyState>
        )
      }
    </Loaded>
  );
}
