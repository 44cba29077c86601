import { useQuery } from '@apollo/client/react';
import { ActivityTimeline } from '../../components/activity-timeline.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useNews } from '../../components/news.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import type { TabProps } from './tab-props.ts';

const story = graphql(`
  query RequestStory($id: ID!) {
    serviceRequest(id: $id) {
      id
      activity {
        id
        ...ActivityItem
      }
    }
  }
`);

export function StoryTab({ id }: TabProps) {
  const result = useQuery(story, { variables: { id } });
  useLive(result, { requestId: id });
  const activity = (result.data ?? result.previousData)?.serviceRequest?.activity;
  const news = useNews(activity?.map((item) => item.id));
  return (
    <Loaded value={activity} error={result.error} isLoading={result.loading} missing="Nothing has happened yet.">
      {(items) => <ActivityTimeline items={items} news={news} />}
    </Loaded>
  );
}
