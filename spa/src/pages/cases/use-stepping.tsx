import { type ReactNode, useRef, useState } from 'react';
import { type SteppingCase, stepVerbs, type Transition } from '../../components/cases/case-steps.ts';
import { reasonless, type StepAnswer, StepDialog } from '../../components/step-dialog.tsx';
import type { CaseStatus } from '../../generated/graphql.ts';
import { usePerson } from '../../session/signed-in.ts';
import { useMoveCase } from './move-case.ts';

/** Where a case is shown while its step is on its way, or until the lists know of it. */
export type Move = { to: CaseStatus; isSending: boolean };
export type Moves = ReadonlyMap<string, Move>;

type Step = { operationCase: SteppingCase; transition: Transition; firstAnswer?: StepAnswer };

type Around = {
  /** Asks again for what shows the case. */
  refresh: () => Promise<unknown>;
  onTaken: (operationCase: SteppingCase, status: CaseStatus) => void;
  /** A step was refused after the person had gone on to another one. */
  onRefused: (operationCase: SteppingCase, answer: StepAnswer) => void;
  /** The keyboard goes back to this case. */
  onFocus: (id: string) => void;
};

export type Stepping = { moves: Moves; begin: (operationCase: SteppingCase, transition: Transition) => void; dialog: ReactNode };

/** Takes steps on screens with many cases: the case moves at once, and goes back with the lab's words when it is refused. */
export function useStepping({ refresh, onTaken, onRefused, onFocus }: Around): Stepping {
  const [moves, setMoves] = useState<Moves>(new Map());
  const [step, setStep] = useState<Step>();
  // whose dialog it is when an answer arrives
  const current = useRef<Step>(undefined);
  const move = useMoveCase();
  const { subject } = usePerson();

  function open(next: Step | undefined) {
    current.current = next;
    setStep(next);
  }

  /** @returns takes it away again, unless another one has taken its place. */
  function show(id: string, shown: Move): () => void {
    setMoves((before) => new Map(before).set(id, shown));
    return () => setMoves((before) => (before.get(id) === shown ? new Map([...before].filter(([other]) => other !== id)) : before));
  }

  async function send(sent: Step, reason: string, expectedVersion: number): Promise<StepAnswer> {
    const { operationCase, transition } = sent;
    const { status } = transition;
    const { id } = operationCase;
    const hide = show(id, { to: status, isSending: true });
    onFocus(id);
    const answer = await move({ caseId: id, status, reason, expectedVersion });
    // the lab's word is final; the lists may hear of it later than this
    const settle = answer.now ? show(id, { to: answer.now.status, isSending: false }) : hide;
    if (answer.isTaken) {
      if (current.current === sent) open(undefined);
      onTaken(operationCase, status);
    } else if (current.current === undefined) open({ ...sent, firstAnswer: answer });
    else if (current.current !== sent) onRefused(operationCase, answer);
    void refresh()
      .catch(() => undefined)
      .finally(settle);
    return answer;
  }

  function begin(operationCase: SteppingCase, transition: Transition) {
    const next: Step = { operationCase, transition };
    if (transition.requiresReason) open(next);
    else void send(next, reasonless(transition.status), operationCase.version);
  }

  const dialog = step ? (
    <StepDialog
      key={`${step.operationCase.id} ${step.transition.status}`}
      draftName={`${subject}:case:${step.operationCase.id}`}
      title={`${stepVerbs[step.transition.status]}: ${step.operationCase.reference}`}
      target={step.transition.status}
      requiresReason={step.transition.requiresReason}
      isStillPossible
      isOptimistic
      seenVersion={step.operationCase.version}
      firstAnswer={step.firstAnswer}
      onClose={() => {
        // taken, and left already
        if (current.current !== step) return;
        open(undefined);
        onFocus(step.operationCase.id);
      }}
      onConfirm={(reason, expectedVersion) => send(step, reason, expectedVersion)}
    />
  ) : null;
  return { moves, begin, dialog };
}
