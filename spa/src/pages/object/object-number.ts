import type { BusinessObjectFilter } from '../../generated/graphql.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Request, case and object of the same submission share their number. */
const number = /^(?:BO|REQ|CASE)-(\d{4})-(\d{1,12})$/i;
const digits = 6;

/** What somebody may call an object by: its own number, that of its request or case, or its id; null when it is none of these. */
export function findObjectBy(text: string): BusinessObjectFilter | null {
  const wanted = text.trim();
  if (uuid.test(wanted)) return { ids: [wanted] };
  const [, year, count] = number.exec(wanted) ?? [];
  return year && count ? { businessKeys: [`BO-${year}-${count.padStart(digits, '0')}`] } : null;
}
