import { CloseButton, Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './filter-chip.module.css';

type Props = {
  name: string;
  /** What it lets through, in words. */
  value: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onRemove: () => void;
  /** Where it is changed. */
  children: ReactNode;
};

/** A filter that is in force: says what it lets through, opens to be changed, and can be taken away. */
export function FilterChip({ name, value, isOpen, onOpen, onRemove, children }: Props) {
  return (
    <Popover opened={isOpen} onChange={onOpen} position="bottom-start" shadow="md" trapFocus returnFocus withinPortal>
      <span className={classes.chip}>
        <Popover.Target>
          <UnstyledButton className={classes.open ?? ''} onClick={() => onOpen(!isOpen)}>
            <span className={classes.name}>{name}:</span> <span className={classes.value}>{value || 'any'}</span>
          </UnstyledButton>
        </Popover.Target>
        <CloseButton size="sm" aria-label={`Remove the filter ${name}`} onClick={onRemove} />
      </span>
      <Popover.Dropdown p="sm">{children}</Popover.Dropdown>
    </Popover>
  );
}
