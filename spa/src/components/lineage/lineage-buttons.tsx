import { ActionIcon, Tooltip } from '@mantine/core';

type Does = (() => void) | undefined;
type Props = { onZoomIn: Does; onZoomOut: Does; onFit: Does; onArrange: Does };

/** How the graph is looked at, for the pointer; the keys in brackets do the same. */
export function CanvasButtons({ onZoomIn, onZoomOut, onFit, onArrange }: Props) {
  return (
    <>
      <CanvasButton label="Zoom in" keys="+" sign="M10 4v12M4 10h12" onClick={onZoomIn} />
      <CanvasButton label="Zoom out" keys="−" sign="M4 10h12" onClick={onZoomOut} />
      <CanvasButton label="Show all of it" keys="0" sign="M3 7V3h4m6 0h4v4m0 6v4h-4m-6 0H3v-4" onClick={onFit} />
      <CanvasButton label="Arrange again" sign="M3 4h5v4H3zm9-1h5v4h-5zm0 10h5v4h-5zM8 6h4M8 7l4 7" onClick={onArrange} />
    </>
  );
}

type ButtonProps = { label: string; keys?: string; sign: string; onClick: (() => void) | undefined };

function CanvasButton({ label, keys, sign, onClick }: ButtonProps) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label} withArrow>
      <ActionIcon variant="default" size="lg" aria-label={label} onClick={onClick}>
        <svg
          viewBox="0 0 20 20"
          width="16"
          height="16"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d={sign} />
        </svg>
      </ActionIcon>
    </Tooltip>
  );
}
