import { useQuery } from '@apollo/client/react';
import { Card, Title } from '@mantine/core';
import classes from '../../components/documents/document.module.css';
import { DocumentCard } from '../../components/documents/document-card.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { newsClass, useNews } from '../../components/news.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';

// apart from the page: the list may never be null, so a failing store of documents would take the case along
const documents = graphql(`
  query CaseDocuments($id: ID!) {
    serviceRequest(id: $id) {
      id
      documents {
        id
        ...DocumentCard
      }
    }
  }
`);

/** What was sent along with the request. */
export function CaseDocuments({ requestId }: { requestId: string }) {
  const result = useQuery(documents, { variables: { id: requestId } });
  useLive(result, { requestId });
  const found = (result.data ?? result.previousData)?.serviceRequest?.documents;
  const news = useNews(found?.map(({ id }) => id));
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        Documents
      </Title>
      <Loaded
        value={found && found.length > 0 ? found : undefined}
        error={result.error}
        isLoading={result.loading && !found}
        missing="None were sent with the request."
      >
        {(list) => (
          <ul className={classes.list} aria-label="Documents">
            {list.map((document) => (
              <DocumentCard key={document.id} document={document} className={newsClass(news, document.id)} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
