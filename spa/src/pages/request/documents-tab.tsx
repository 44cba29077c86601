import { useQuery } from '@apollo/client/react';
import classes from '../../components/documents/document.module.css';
import { DocumentCard } from '../../components/documents/document-card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { NewsCount, newsClass, useNews } from '../../components/news.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import type { TabProps } from './tab-props.ts';

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
  const found = (result.data ?? result.previousData)?.serviceRequest?.documents;
  const news = useNews(found?.map((document) => document.id));
  useLive(result, { requestId: id });
  return (
    <Loaded value={found} error={result.error} isLoading={result.loading} missing="The request is not there.">
      {(shown) =>
        shown.length > 0 ? (
          <>
            <NewsCount count={news.size} what="document" />
            <ul className={classes.list} aria-label="Documents">
              {shown.map((document) => (
                <DocumentCard key={document.id} document={document} className={newsClass(news, document.id)} />
              ))}
            </ul>
          </>
        ) : (
          <EmptyState title="No documents">
            Supporting files are uploaded with a request. Their bytes lie in the object store; what is known about them stands here.
          </EmptyState>
        )
      }
    </Loaded>
  );
}
