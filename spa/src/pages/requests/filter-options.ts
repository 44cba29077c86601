import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReferenceOption } from '../../components/reference-select.tsx';
import type { ReferenceFilter } from '../../components/requests/request-filters.tsx';
import { graphql } from '../../generated/gql.ts';
import type { RequestsSearch } from '../../search.ts';

const choices = graphql(`
  query RequestFilterChoices(
    $customer: CustomerFilter!
    $chosenCustomers: CustomerFilter!
    $hasCustomers: Boolean!
    $agreement: AgreementFilter!
    $chosenAgreements: AgreementFilter!
    $hasAgreements: Boolean!
  ) {
    requestTypes {
      id
      code
      name
    }
    teams {
      id
      code
      name
    }
    customers(first: 20, filter: $customer) {
      nodes {
        id
        code
        name
      }
    }
    agreements(first: 20, filter: $agreement) {
      nodes {
        id
        code
        name
      }
    }
    chosenCustomers: customers(first: 50, filter: $chosenCustomers) @include(if: $hasCustomers) {
      nodes {
        id
        code
        name
      }
    }
    chosenAgreements: agreements(first: 50, filter: $chosenAgreements) @include(if: $hasAgreements) {
      nodes {
        id
        code
        name
      }
    }
  }
`);

const typingMs = 200;

/** What the list can be filtered by, as the reference layer knows it: all types and teams, and the customers and agreements looked for. */
export function useFilterOptions({ customer, agreement }: RequestsSearch) {
  const [typed, setTyped] = useState({ customer: '', agreement: '' });
  const [wanted] = useDebouncedValue(typed, typingMs);
  const result = useQuery(choices, {
    // lists of other pages are not to be mixed up with these
    fetchPolicy: 'no-cache',
    variables: {
      customer: wanted.customer ? { search: wanted.customer } : {},
      chosenCustomers: { ids: customer ?? [] },
      hasCustomers: customer !== undefined,
      // of the customers that were chosen, where there are any
      agreement: { ...(wanted.agreement ? { search: wanted.agreement } : {}), ...(customer ? { customerIds: customer } : {}) },
      chosenAgreements: { ids: agreement ?? [] },
      hasAgreements: agreement !== undefined,
    },
  });
  const found = result.data ?? result.previousData;
  const options: Record<ReferenceFilter, ReferenceOption[]> = {
    customer: join(found?.chosenCustomers?.nodes, found?.customers.nodes),
    agreement: join(found?.chosenAgreements?.nodes, found?.agreements.nodes),
    type: found?.requestTypes ?? [],
    team: found?.teams ?? [],
  };
  return {
    options,
    error: result.error,
    onSearch: (filter: 'customer' | 'agreement', text: string) => setTyped((before) => ({ ...before, [filter]: text })),
  };
}

function join(chosen: readonly ReferenceOption[] = [], found: readonly ReferenceOption[] = []): ReferenceOption[] {
  return [...new Map([...chosen, ...found].map((option) => [option.id, option])).values()];
}
