import { useQuery } from '@apollo/client/react';
import { Loaded } from '../../components/loaded.tsx';
import { useNews } from '../../components/news.tsx';
import { SyncLogTable } from '../../components/sync-log-table.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import type { TabProps } from './tab-props.ts';

const syncLogs = graphql(`
  query RequestSyncLogs($id: ID!) {
    serviceRequest(id: $id) {
      id
      syncLogs {
        id
        ...SyncLogRow
      }
    }
  }
`);

export function SyncLogsTab({ id }: TabProps) {
  const result = useQuery(syncLogs, { variables: { id } });
  useLive(result, { requestId: id });
  const logs = (result.data ?? result.previousData)?.serviceRequest?.syncLogs;
  const news = useNews(logs?.map((log) => log.id));
  const shown = logs?.length === 0 ? null : logs;
  return (
    <Loaded
      value={shown}
      error={result.error}
      isLoading={result.loading && !logs}
      missing="None yet: the worker has not come to this request."
    >
      {(rows) => <SyncLogTable label="Sync logs of this request, oldest first" logs={rows} isWithEvent news={news} />}
    </Loaded>
  );
}
