import { type CSSProperties, type ReactNode, useState } from 'react';
import type { Layer } from '../../words/layers.ts';
import classes from './road.module.css';

/** The layers as a row of cards with the way from one to the next between them. */
export function Road({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className={classes.road} aria-label={label}>
      {children}
    </ol>
  );
}

type StopProps = {
  layer: Layer;
  isMissing?: boolean;
  /** Beside the name of the layer. */
  note?: ReactNode;
  children: ReactNode;
};

export function Stop({ layer, isMissing = false, note, children }: StopProps) {
  // only a stop that comes into being under the reader's eyes plays its arrival
  const [wasMissing] = useState(isMissing);
  const shades = Object.fromEntries([1, 3, 5, 6, 8, 9].map((shade) => [`--stop-${shade}`, `var(--mantine-color-${layer.color}-${shade})`]));
  return (
    <li
      className={wasMissing && !isMissing ? `${classes.stop} ${classes.arrive}` : classes.stop}
      data-missing={isMissing || undefined}
      style={shades as CSSProperties}
    >
      <span className={classes.layer}>{layer.title}</span>
      {note ? <span className={classes.note}>{note}</span> : null}
      {children}
    </li>
  );
}

export function StopFigure({ children }: { children: ReactNode }) {
  return <span className={classes.figure}>{children}</span>;
}

export function StopReference({ children }: { children: ReactNode }) {
  return <span className={classes.reference}>{children}</span>;
}
