import { Card } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { PageHead } from '../components/page-head.tsx';
import { NewRequest } from './new-request.tsx';
import { Receipt } from './receipt.tsx';

const route = getRouteApi('/requests/new');

/** The form, and after it the receipt: which of the two stands in the address, so a reload or a link keeps it. */
export function NewRequestPage() {
  const { receipt } = route.useSearch();
  const navigate = route.useNavigate();
  if (receipt) return <Receipt key={receipt} reference={receipt} />;
  return (
    <>
      <PageHead
        title="New request"
        lead="Customer, agreement, type and team are controlled values: only what the reference layer knows and holds active can be chosen."
      />
      <Card withBorder padding="lg" maw={920}>
        <NewRequest onAccepted={(reference) => navigate({ search: { receipt: reference } })} />
      </Card>
    </>
  );
}
