import { useQuery } from '@apollo/client/react';
import { CaseHistory } from '../../components/cases/case-history.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useNews } from '../../components/news.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import type { TabProps } from './tab-props.ts';

const history = graphql(`
  query RequestCaseHistory($id: ID!) {
    serviceRequest(id: $id) {
      id
      operationCase {
        id
        history {
          id
          ...CaseHistoryRow
        }
      }
    }
  }
`);

export function CaseTab({ id }: TabProps) {
  const result = useQuery(history, { variables: { id } });
  useLive(result, { requestId: id });
  const changes = (result.data ?? result.previousData)?.serviceRequest?.operationCase?.history;
  const news = useNews(changes?.map((change) => change.id));
  return (
    <Loaded value={changes} error={result.error} isLoading={result.loading} missing="There is no case yet: the worker opens it.">
      {(rows) => <CaseHistory changes={rows} news={news} />}
    </Loaded>
  );
}
