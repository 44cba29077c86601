import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { useMediaQuery } from '@mantine/hooks';
import type { CSSProperties } from 'react';
import { graphql } from '../generated/gql.ts';
import type { LineageDrawingFragment, LineageNodeType } from '../generated/graphql.ts';
import { layers } from '../layers.ts';
import { box, layOut, trace } from '../lineage-layout.ts';
import { lineageNodeTypes, lineageRelations } from '../lineage-words.ts';
import { businessObjectStates, caseStates, type State, serviceRequestStates } from '../vocabulary.ts';
import classes from './lineage-drawing.module.css';
import { Moment } from './moment.tsx';
import { type News, newsClass } from './news.tsx';
import { NoState, StateBadge } from './state-badge.tsx';

const fragment = graphql(`
  fragment LineageDrawing on ServiceRequest {
    id
    lineage {
      nodes {
        id
        type
        entity {
          __typename
          ... on ServiceRequest {
            id
            reference
            requestStatus: status
          }
          ... on OperationCase {
            id
            reference
            caseStatus: status
          }
          ... on BusinessObject {
            id
            businessKey
            objectStatus: status
          }
        }
      }
      edges {
        id
        relation
        time
        from {
          id
          type
        }
        to {
          id
          type
        }
        event {
          id
          type
        }
      }
    }
  }
`);

type Node = LineageDrawingFragment['lineage']['nodes'][number];

const order: LineageNodeType[] = ['SERVICE_REQUEST', 'OPERATION_CASE', 'BUSINESS_OBJECT'];
const layerOf = { SERVICE_REQUEST: layers.source, OPERATION_CASE: layers.operational, BUSINESS_OBJECT: layers.canonical };

/** What became of a request, as a picture. The table below it says the same. */
export function LineageDrawing({ request, news }: { request: FragmentType<LineageDrawingFragment>; news: News }) {
  const { data, complete } = useFragment({ fragment, from: request });
  const isUpright = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false });
  if (!complete) return null;
  const { nodes, edges } = data.lineage;
  const { placed, width, height } = layOut(nodes, order, isUpright);
  return (
    <figure className={classes.figure} aria-label="Lineage of this request; the table below holds the same">
      <div className={classes.canvas} style={{ width, height }}>
        <svg width={width} height={height} className={classes.lines} aria-hidden="true">
          {edges.map((edge) => {
            const line = trace(edge, placed, isUpright);
            if (!line) return null;
            const { start, end } = line;
            return (
              <g key={edge.id}>
                <path d={`M${start.x} ${start.y}L${end.x} ${end.y}`} />
                <path d={isUpright ? `M${end.x - 5} ${end.y - 7}l5 6 5-6` : `M${end.x - 7} ${end.y - 5}l6 5-6 5`} />
              </g>
            );
          })}
        </svg>
        {edges.map((edge) => {
          const line = trace(edge, placed, isUpright);
          if (!line) return null;
          return (
            <div
              key={edge.id}
              className={classes.edge}
              data-upright={isUpright || undefined}
              style={{ left: line.middle.x, top: line.middle.y }}
            >
              <strong>{lineageRelations[edge.relation].word}</strong>{' '}
              <span>
                {edge.event.type}
                <br />
                <Moment at={edge.time} />
              </span>
            </div>
          );
        })}
        {placed.map(({ node, x, y }) => (
          <div
            key={node.id}
            className={`${classes.node} ${newsClass(news, node.id)}`}
            style={
              {
                left: x,
                top: y,
                width: box.width,
                height: box.height,
                '--node-color': `var(--mantine-color-${layerOf[node.type].color}-6)`,
              } as CSSProperties
            }
          >
            <span className={classes.kind}>{lineageNodeTypes[node.type]}</span>
            <NodeName node={node} />
          </div>
        ))}
      </div>
    </figure>
  );
}

function NodeName({ node }: { node: Node }) {
  const name = nameOf(node);
  if (!name) return <NoState isUnknown />;
  return (
    <>
      <span className={classes.name}>{name.text}</span>
      <StateBadge state={name.state} />
    </>
  );
}

function nameOf({ entity }: Node): { text: string; state: State } | null {
  switch (entity?.__typename) {
    case 'ServiceRequest':
      return { text: entity.reference, state: serviceRequestStates[entity.requestStatus] };
    case 'OperationCase':
      return { text: entity.reference, state: caseStates[entity.caseStatus] };
    case 'BusinessObject':
      return { text: entity.businessKey, state: businessObjectStates[entity.objectStatus] };
    default:
      return null;
  }
}
