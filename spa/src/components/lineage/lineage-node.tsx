import { VisuallyHidden } from '@mantine/core';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { createContext, memo, useContext } from 'react';
import { type Part, type Side, sides, sideWords } from '../../lineage/graph.ts';
import { type Counted, type Group, groupWords, pageSize } from '../../lineage/visible.ts';
import { partKinds } from '../../words/lineage-words.ts';
import { formatCount } from '../../words/numbers.ts';
import { Glyph } from '../glyph.tsx';
import classes from './lineage-canvas.module.css';
import { KindMark } from './lineage-kind.tsx';

/** What boxes can do; apart from their data, so that they are drawn again only when they change. */
export type BoxActions = {
  onPick: (key: string) => void;
  onStand: (key: string) => void;
  onStep: (event: React.KeyboardEvent, key: string) => void;
  onOpen: (key: string, side: Side, pages: number) => void;
};
export const BoxActionsContext = createContext<BoxActions | null>(null);

export type Tone = 'plain' | 'lit' | 'faded';

type BoxData = {
  tone: Tone;
  /** The one that the tabulator stops at. */
  isCurrent: boolean;
};
export type PartNode = Node<
  BoxData & {
    part: Part;
    around: Record<Side, Counted> | undefined;
    isPicked: boolean;
    isStart: boolean;
    isMatch: boolean;
    isNew: boolean;
  },
  'part'
>;
export type GroupNode = Node<BoxData & { group: Group }, 'group'>;

export const PartBox = memo(({ data }: NodeProps<PartNode>) => {
  const actions = useContext(BoxActionsContext);
  const { part, around, tone, isCurrent, isPicked, isStart, isMatch, isNew } = data;
  const { color } = partKinds[part.kind];
  return (
    <div
      className={`${classes.box} ${isNew ? classes.fresh : ''}`}
      data-tone={tone}
      data-picked={isPicked || undefined}
      data-match={isMatch || undefined}
      data-start={isStart || undefined}
      style={{ '--kind': `light-dark(var(--mantine-color-${color}-6), var(--mantine-color-${color}-5))` } as React.CSSProperties}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes.handle ?? ''} />
      <button
        type="button"
        className={classes.main}
        data-lineage={part.key}
        tabIndex={isCurrent ? 0 : -1}
        aria-pressed={isPicked}
        onClick={() => actions?.onPick(part.key)}
        onFocus={() => actions?.onStand(part.key)}
        onKeyDown={(event) => actions?.onStep(event, part.key)}
      >
        {/* spaces for whoever hears it as one name */}
        <KindMark kind={part.kind} />{' '}
        <span className={classes.name} title={part.name}>
          {part.name}
        </span>{' '}
        <span className={classes.sub}>
          {part.state ? (
            <>
              <Glyph shape={part.state.shape} color={part.state.color} />
              {part.state.word}{' '}
            </>
          ) : null}
          {part.note ? <span className={classes.note}>{part.state ? `· ${part.note}` : part.note}</span> : null}
        </span>
        {isStart ? <VisuallyHidden> where this began</VisuallyHidden> : null}
      </button>
      {around ? sides.map((side) => <Opener key={side} part={part} side={side} isCurrent={isCurrent} {...around[side]} />) : null}
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes.handle ?? ''} />
    </div>
  );
});

type OpenerProps = Counted & { part: Part; side: Side; isCurrent: boolean };

/** Brings what lies on one side of a record, or takes it away again. */
function Opener({ part, side, hidden, isOpen, hasShown, isCurrent }: OpenerProps) {
  const actions = useContext(BoxActionsContext);
  // what is left of an open side stands in a box of its own
  const offersMore = hidden > 0 && !isOpen;
  if (!offersMore && !(isOpen && hasShown)) return null;
  const words = offersMore ? `+${formatCount(hidden)} ${sideWords[side]}` : '−';
  return (
    <button
      type="button"
      className={classes.opener}
      data-side={side}
      data-closes={!offersMore || undefined}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={offersMore ? `${words} of ${part.name}: show` : `Hide what is ${sideWords[side]} of ${part.name}`}
      title={offersMore ? `Show what lies ${sideWords[side]}` : `Hide what lies ${sideWords[side]}`}
      onClick={() => actions?.onOpen(part.key, side, offersMore ? 1 : 0)}
    >
      {words}
    </button>
  );
}

export const GroupBox = memo(({ data: { group, tone, isCurrent } }: NodeProps<GroupNode>) => {
  const actions = useContext(BoxActionsContext);
  const words = groupWords(group);
  return (
    <div className={classes.group} data-tone={tone}>
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes.handle ?? ''} />
      <button
        type="button"
        className={classes.main}
        data-lineage={group.key}
        tabIndex={isCurrent ? 0 : -1}
        aria-disabled={group.isFull}
        onFocus={() => actions?.onStand(group.key)}
        onKeyDown={(event) => actions?.onStep(event, group.key)}
        onClick={() => {
          if (!group.isFull) actions?.onOpen(group.of, group.side, group.pages + 1);
        }}
      >
        <span className={classes.more}>{words}</span>
        <span className={classes.note}>
          {group.isFull ? 'The picture is full: hide something first' : `Show ${Math.min(pageSize, group.count)} of them`}
        </span>
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes.handle ?? ''} />
    </div>
  );
});
