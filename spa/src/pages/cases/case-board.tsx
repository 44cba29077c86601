import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import classes from '../../components/cases/case-board.module.css';
import { type SteppingCase, stepsFor } from '../../components/cases/case-steps.ts';
import type { CaseStatus, OperationCaseFilter } from '../../generated/graphql.ts';
import { usePerson } from '../../session/signed-in.ts';
import { caseStates } from '../../words/vocabulary.ts';
import { type BoardCase, CaseColumn } from './case-column.tsx';
import { sayRefused, sayTaken } from './say-step.tsx';
import { focusCase, useCaseKeys } from './use-case-keys.ts';
import { useStepping } from './use-stepping.tsx';

const statuses = Object.keys(caseStates) as CaseStatus[];

type Props = {
  filter: OperationCaseFilter;
  /** The one column that a narrow screen has room for. */
  status: CaseStatus;
  onStatus: (status: CaseStatus) => void;
};

/** The cases as columns, one per status. */
export function CaseBoard({ filter, status, onStatus }: Props) {
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const person = usePerson();
  const [dragged, setDragged] = useState<SteppingCase>();
  const [known] = useState(() => new Map<string, BoardCase>());
  const refreshes = useRef(new Map<CaseStatus, () => Promise<unknown>>());
  const stepping = useStepping({
    refresh: () => Promise.all([...refreshes.current.values()].map((refresh) => refresh())),
    onTaken: sayTaken,
    onRefused: sayRefused,
    onFocus: focusCase,
  });
  useCaseKeys({ hasColumns: true });
  const allowed = dragged ? stepsFor(person, dragged) : [];
  const columns = isNarrow ? [status] : statuses;
  return (
    <>
      {isNarrow ? (
        <SegmentedControl
          fullWidth
          size="xs"
          mb="sm"
          aria-label="Status of the case"
          data={statuses.map((value) => ({ value, label: caseStates[value].word }))}
          value={status}
          onChange={(value) => onStatus(value as CaseStatus)}
        />
      ) : null}
      <div className={classes.board} data-cases>
        {columns.map((one) => (
          <CaseColumn
            key={`${one} ${JSON.stringify(filter)}`}
            status={one}
            filter={filter}
            stepping={stepping}
            known={known}
            drop={dragged && dragged.status !== one ? (allowed.some((step) => step.status === one) ? 'yes' : 'no') : undefined}
            onDrag={setDragged}
            onDrop={() => {
              const transition = allowed.find((step) => step.status === one);
              setDragged(undefined);
              if (dragged && transition) stepping.begin(dragged, transition);
            }}
            keepRefresh={(column, refresh) => {
              refreshes.current.set(column, refresh);
              return () => void refreshes.current.delete(column);
            }}
          />
        ))}
      </div>
      {stepping.dialog}
    </>
  );
}
