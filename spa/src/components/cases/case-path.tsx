import type { CaseStatus } from '../../generated/graphql.ts';
import { caseStates } from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import classes from './case-path.module.css';

const path: readonly CaseStatus[] = ['OPEN', 'IN_PROGRESS', 'COMPLETED'];

/** The ways a case can go, with the place where it stands; what may be done from there, the server says. */
export function CasePath({ status }: { status: CaseStatus }) {
  return (
    <div
      className={classes.path}
      role="img"
      aria-label={`From open to in progress to completed, or rejected on the way; now ${caseStates[status].word}`}
    >
      {path.map((step) => (
        <Step key={step} step={step} isHere={step === status} />
      ))}
      <span className={classes.step}>
        <em>or</em> <Step step="REJECTED" isHere={status === 'REJECTED'} />
      </span>
    </div>
  );
}

function Step({ step, isHere }: { step: CaseStatus; isHere: boolean }) {
  const { word, shape, color } = caseStates[step];
  return (
    <span className={classes.step} data-here={isHere || undefined}>
      <Glyph shape={shape} color={isHere ? color : 'gray'} />
      {word}
    </span>
  );
}
