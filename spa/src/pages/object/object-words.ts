/** Names of the values that a business object keeps, in the order in which people look for them. */
const valueNames: Record<string, string> = {
  status: 'Status',
  priority: 'Priority',
  customer_id: 'Customer',
  agreement_id: 'Agreement',
  request_type_id: 'Request type',
  team_id: 'Team',
  business_key: 'Number',
  object_type: 'Kind',
  request_id: 'Service request',
  case_id: 'Operation case',
};

/** A value that the portal does not know yet keeps the name that the lab gave it. */
export function nameOf(field: string): string {
  return valueNames[field] ?? field.replaceAll('_', ' ');
}

/** Known values first, then whatever else there is. */
export function fieldsOf(states: readonly unknown[]): string[] {
  const there = new Set(states.flatMap((state) => (isRecord(state) ? Object.keys(state) : [])));
  const known = Object.keys(valueNames).filter((field) => there.delete(field));
  return [...known, ...there];
}

export function valueIn(state: unknown, field: string): unknown {
  return isRecord(state) ? state[field] : undefined;
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
