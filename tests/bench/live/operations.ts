import { readSupergraph } from 'gateway/compose.ts';
import { PlannedSupergraph } from 'gateway/supergraph.ts';
import { getOperationAST, parse } from 'graphql';

const caseFields = 'id reference status version priority requesterName requesterEmail description openedAt updatedAt';
const elsewhere = `serviceRequest { reference status priority submittedAt createdAt submission { id description } }
  businessObject { businessKey objectType status version appliedCaseVersion effectiveAt }`;

export type Query = { name: string; text: string; about: string; subgraphs: number };

/** What gateways are compared with: how many subgraphs they have to ask, and how much there is to put together. */
export const queries: readonly Query[] = [
  {
    name: 'one_fetch',
    about: 'one case of one subgraph',
    subgraphs: 1,
    text: `query One($id: ID!) { operationCase(id: $id) { ${caseFields} } }`,
  },
  {
    name: 'three_by_1',
    about: 'one case over three subgraphs',
    subgraphs: 3,
    text: `query Three($id: ID!) { operationCase(id: $id) { id status version
      serviceRequest { reference submission { id } } businessObject { businessKey status } } }`,
  },
  {
    name: 'three_by_50',
    about: 'fifty cases over three subgraphs',
    subgraphs: 3,
    text: `query Fifty($after: Cursor) { operationCases(first: 50, after: $after) { nodes { ${caseFields} ${elsewhere} } } }`,
  },
];

/** What clients follow: each step of each case, with what two other subgraphs know of it. */
export const changes = `subscription Changes($after: Cursor) { operationCaseChanged(after: $after) { cursor change { version }
  operationCase { id status serviceRequest { reference submission { id } } businessObject { businessKey status } } } }`;

/** The part of it that the subgraph knows by itself. */
export const changesOfSubgraph = `subscription Changes($after: Cursor) { operationCaseChanged(after: $after) { cursor change { version }
  operationCase { id status } } }`;

/**
 * Asks the gateway's own planner how many subgraphs take part.
 *
 * @throws Error when it is another number than the bench says.
 */
export function checkPlans(): void {
  const supergraph = new PlannedSupergraph(readSupergraph());
  for (const { text, subgraphs } of [...queries, { text: changes, subgraphs: 3 }]) {
    const document = parse(text);
    const operation = getOperationAST(document);
    if (!operation) throw new Error(`no operation in ${text}`);
    const plan = JSON.stringify(supergraph.plan(document, operation));
    const asked = new Set([...plan.matchAll(/"serviceName":"(\w+)"/g)].map(([, name]) => name));
    if (asked.size !== subgraphs)
      throw new Error(`${subgraphs} subgraphs were expected to answer, the plan has ${[...asked].join(', ')}: ${text}`);
  }
}
