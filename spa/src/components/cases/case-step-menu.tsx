import { ActionIcon, Kbd, Menu } from '@mantine/core';
import { useLayoutEffect, useState } from 'react';
import { usePerson } from '../../session/signed-in.ts';
import { caseStates } from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import { type SteppingCase, stepsFor, stepVerbs, type Transition } from './case-steps.ts';

type Props = {
  operationCase: SteppingCase;
  /** A step is on its way to the lab. */
  isBusy: boolean;
  onStep: (transition: Transition) => void;
};

/** The steps of one case behind a button; nothing where this person may take none. */
export function CaseStepMenu({ operationCase, isBusy, onStep }: Props) {
  const [isOpen, setOpen] = useState(false);
  const steps = stepsFor(usePerson(), operationCase);
  if (steps.length === 0) return null;
  const take = (transition: Transition) => {
    setOpen(false);
    onStep(transition);
  };
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" width={220} transitionProps={{ duration: 0 }} returnFocus>
      <Menu.Target>
        <ActionIcon
          data-steps
          variant="subtle"
          color="gray"
          size="sm"
          c="dimmed"
          disabled={isBusy}
          aria-label={`Steps of ${operationCase.reference}`}
          title="Steps (S)"
        >
          <svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">
            <circle cx="3" cy="8" r="1.5" />
            <circle cx="8" cy="8" r="1.5" />
            <circle cx="13" cy="8" r="1.5" />
          </svg>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={`Steps of ${operationCase.reference}`}>
        <NumberKeys onNumber={(number) => steps[number - 1] && take(steps[number - 1] as Transition)} />
        {steps.map((transition, index) => {
          const { shape, color, word } = caseStates[transition.status];
          return (
            <Menu.Item
              key={transition.status}
              leftSection={<Glyph shape={shape} color={color} />}
              rightSection={
                <Kbd size="xs" aria-hidden="true">
                  {index + 1}
                </Kbd>
              }
              onClick={() => take(transition)}
              title={`Move to ${word}${transition.requiresReason ? '; a reason is asked for' : ''}`}
            >
              {stepVerbs[transition.status]}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

/**
 * Heard as soon as the menu can be seen. The keyboard is put into it a moment later, and until then the menu takes a key for somebody who
 * goes on elsewhere, and closes: the number has to be heard before that.
 */
function NumberKeys({ onNumber }: { onNumber: (number: number) => void }) {
  useLayoutEffect(() => {
    const hear = ({ key }: KeyboardEvent) => onNumber(Number(key));
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, [onNumber]);
  return null;
}
