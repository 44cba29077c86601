import { useLocalStorage } from '@mantine/hooks';
import { type RequestColumn, requestColumnIds } from '../../components/requests/request-columns.tsx';

const usual: RequestColumn[] = ['reference', 'customer', 'type', 'priority', 'status', 'case', 'object', 'sent'];

/** Which columns this reader likes to see, remembered in this browser; the link to the request is always among them. */
export function useShownColumns() {
  const [stored, setStored] = useLocalStorage<string[]>({
    key: 'lab-request-columns',
    defaultValue: usual,
    getInitialValueInEffect: false,
  });
  const columns = requestColumnIds.filter((id) => id === 'reference' || (Array.isArray(stored) ? stored : usual).includes(id));
  return [columns, setStored] as const;
}
