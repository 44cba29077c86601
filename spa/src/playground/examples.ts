/** What an example needs to be about something. */
export type Samples = {
  customerId: string;
  agreementId: string;
  requestTypeId: string;
  teamId: string;
  reference: string;
  caseId: string;
  caseVersion: number;
  key: string;
};

type Example = { query: string; variables?: string };

const submit = `# Accepts a request: submission, service request and event are stored in one transaction.
# The same key again gives the first answer again, with replayed: true. Try it: run this twice.
mutation SubmitRequest($input: SubmitRequestInput!) {
  submitRequest(input: $input) {
    replayed
    submission {
      id
      recordedAt
      serviceRequest {
        reference
        status
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
`;

const follow = `# One request through every layer: what was sent, what became of it, and why.
query FollowRequest($reference: String!) {
  serviceRequest(reference: $reference) {
    reference
    status
    submission {
      submittedBy
      recordedAt
    }
    events {
      sequence
      type
      status
      attempts
    }
    operationCase {
      reference
      status
      version
      history {
        version
        toStatus
        changedBy
        reason
      }
    }
    businessObject {
      businessKey
      status
      appliedCaseVersion
    }
    lineage {
      edges {
        from {
          type
        }
        relation
        to {
          type
        }
      }
    }
    activity {
      kind
      message
      time
    }
  }
}
`;

const watch = `# Everything that happens from now on, as it happens. Run it, then submit
# a request in the portal: it comes by here, step by step.
# With a message's cursor as "after", what was missed comes first, each thing once.
subscription WatchActivity($after: Cursor) {
  activityRecorded(after: $after) {
    cursor
    activity {
      kind
      message
      actor
      time
      serviceRequest {
        reference
        status
        operationCase {
          status
        }
        businessObject {
          status
        }
      }
    }
  }
}
`;

const move = `# Moves a case. Which steps are possible stands in availableTransitions.
# With another expectedVersion than the case has, it is refused as STALE_VERSION.
mutation MoveCase($input: ChangeCaseStatusInput!) {
  changeCaseStatus(input: $input) {
    operationCase {
      reference
      status
      version
      availableTransitions {
        status
        requiresReason
      }
    }
    change {
      fromStatus
      toStatus
      changedBy
      reason
    }
    userErrors {
      code
      message
      field
    }
  }
}
`;

const failed = `# Events that are stuck, with every delivery attempt and the cause.
query FailedEvents {
  events(first: 20, filter: { statuses: [DEAD, RETRYING] }) {
    totalCount
    nodes {
      id
      type
      status
      attempts
      nextAttemptAt
      error {
        code
        message
        fingerprint
      }
      serviceRequest {
        reference
      }
      syncLogs {
        attempt
        outcome
        message
        durationMs
      }
    }
  }
}
`;

const reference = `# Makes reference data or brings it up to date, by code, all or nothing. Again: nothing changes.
mutation ImportReferenceData($input: ReferenceDataInput!) {
  importReferenceData(input: $input) {
    createdCount
    updatedCount
    unchangedCount
    customers {
      id
      code
      name
    }
    userErrors {
      code
      message
      field
    }
  }
}
`;

const balance = `# Whether everything that was accepted is accounted for. Looks at every record.
query Balance {
  balance {
    isBalanced
    accepted
    processed
    pending
    retrying
    dead
    discarded
    invariants {
      name
      promise
      examined
      violationCount
    }
  }
}
`;

/** The tabs of the playground, about the given records or with words in their place. */
export function examples(samples: Partial<Samples>): Example[] {
  const json = (value: unknown) => JSON.stringify(value, null, 2);
  return [
    {
      query: submit,
      variables: json({
        input: {
          idempotencyKey: samples.key ?? 'any text that is yours alone',
          customerId: samples.customerId ?? 'id of a customer',
          agreementId: samples.agreementId ?? 'id of an agreement of that customer',
          requestTypeId: samples.requestTypeId ?? 'id of a request type',
          teamId: samples.teamId ?? 'id of a team',
          priority: 'HIGH',
          requesterName: 'Jo Example',
          requesterEmail: 'jo@example.org',
          description: 'The printer on the second floor prints everything twice.',
        },
      }),
    },
    { query: follow, variables: json({ reference: samples.reference ?? 'REQ-2026-000001' }) },
    { query: watch },
    {
      query: move,
      variables: json({
        input: {
          caseId: samples.caseId ?? 'id of a case that is open',
          status: 'IN_PROGRESS',
          reason: 'Somebody has time now',
          expectedVersion: samples.caseVersion ?? 1,
        },
      }),
    },
    { query: failed },
    {
      query: reference,
      variables: json({
        input: {
          customers: [{ code: 'CUST-PLAYGROUND', name: 'Playground Ltd', isActive: true }],
          agreements: [{ code: 'AGR-PLAYGROUND', name: 'Playground support', customerCode: 'CUST-PLAYGROUND', isActive: true }],
        },
      }),
    },
    { query: balance },
  ];
}
