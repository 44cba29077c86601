import { useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { ReferenceOption } from '../components/reference-select.tsx';
import type { RequestForm } from '../components/requests/request-form.tsx';
import { graphql } from '../generated/gql.ts';
import type { RequestValues } from '../request-rules.ts';

const customers = graphql(`
  query CustomerChoices($search: String, $kept: CustomerFilter!, $hasKept: Boolean!) {
    customers(first: 20, filter: { search: $search, isActive: true }) {
      edges {
        cursor
        node {
          id
          code
          name
        }
      }
    }
    kept: customers(first: 1, filter: $kept) @include(if: $hasKept) {
      edges {
        cursor
        node {
          id
          code
          name
        }
      }
    }
  }
`);

const agreements = graphql(`
  query AgreementChoices($customerId: ID!, $search: String, $kept: AgreementFilter!, $hasKept: Boolean!) {
    agreements(first: 20, filter: { customerIds: [$customerId], search: $search, isActive: true }) {
      edges {
        cursor
        node {
          id
          code
          name
        }
      }
    }
    kept: agreements(first: 1, filter: $kept) @include(if: $hasKept) {
      edges {
        cursor
        node {
          id
          code
          name
        }
      }
    }
  }
`);

const values = graphql(`
  query ValueChoices {
    requestTypes(isActive: true) {
      id
      code
      name
    }
    teams(isActive: true) {
      id
      code
      name
    }
    documentTypes(isActive: true) {
      id
      code
      name
    }
  }
`);

/**
 * What can be chosen in the form, as the reference layer knows it.
 *
 * @param kept what the form began with; its choices are offered also where they are not among the first.
 */
export function useRequestChoices({ control, setValue, getValues }: RequestForm, kept: RequestValues | null) {
  const customerId = useWatch({ control, name: 'customerId' });
  const [customerSearch, setCustomerSearch] = useState('');
  const [agreementSearch, setAgreementSearch] = useState('');
  const [wantedCustomer] = useDebouncedValue(customerSearch, 200);
  const [wantedAgreement] = useDebouncedValue(agreementSearch, 200);
  const foundCustomers = useQuery(customers, { variables: { search: wantedCustomer || null, ...alsoFind(kept?.customerId) } });
  // an agreement belongs to one customer
  const keptAgreement = customerId === kept?.customerId ? kept.agreementId : undefined;
  const foundAgreements = useQuery(agreements, {
    variables: { customerId, search: wantedAgreement || null, ...alsoFind(keptAgreement) },
    skip: customerId === '',
  });
  const found = useQuery(values);
  // there is nothing to choose for a customer with one agreement
  const all = wantedAgreement === '' && agreementSearch === '' ? foundAgreements.data?.agreements.edges : undefined;
  const only = all?.length === 1 ? all[0]?.node.id : undefined;
  useEffect(() => {
    if (only && getValues('agreementId') === '') setValue('agreementId', only, { shouldDirty: true, shouldValidate: true });
  }, [only, getValues, setValue]);
  return {
    error: foundCustomers.error ?? foundAgreements.error ?? found.error,
    customers: {
      options: optionsOf((foundCustomers.data ?? foundCustomers.previousData)?.customers, foundCustomers.data?.kept),
      isLoading: foundCustomers.loading,
      onSearch: setCustomerSearch,
    },
    agreements: {
      options: optionsOf(foundAgreements.data?.agreements, foundAgreements.data?.kept),
      isLoading: foundAgreements.loading,
      onSearch: setAgreementSearch,
    },
    requestTypes: { options: found.data?.requestTypes ?? [], isLoading: found.loading },
    teams: { options: found.data?.teams ?? [], isLoading: found.loading },
    documentTypes: found.data?.documentTypes ?? [],
  };
}

function alsoFind(id: string | undefined) {
  return { kept: { ids: id ? [id] : [] }, hasKept: Boolean(id) };
}

type Choices = { edges: readonly { node: ReferenceOption }[] };

function optionsOf(found: Choices | undefined, kept: Choices | undefined): ReferenceOption[] {
  const options = [...(kept?.edges ?? []), ...(found?.edges ?? [])].map(({ node }) => node);
  return [...new Map(options.map((option) => [option.id, option])).values()];
}
