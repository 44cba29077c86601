import { Button, FileButton, Text } from '@mantine/core';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import classes from './upload-field.module.css';

function hasFiles({ dataTransfer }: { dataTransfer: DataTransfer | null }): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

type Props = {
  onFiles: (files: File[]) => void;
  /** What the browser's file dialog offers first: `.txt,.csv`; everything when empty. */
  accept: string;
};

/** Takes files by drag and drop, or by a button for everybody who does not drag. */
export function UploadZone({ onFiles, accept }: Props) {
  const [isOver, setOver] = useState(false);
  const reset = useRef<() => void>(null);
  useKeptPage();

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    <div
      className={classes.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={(event) => {
        // it leaves the zone for something within it, too
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" className={classes.arrow ?? ''}>
        <path
          d="M12 15.5V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v3.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V15"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <Text size="sm" c="dimmed">
        {isOver ? 'Let go to add them' : 'Drop files here, or'}
      </Text>
      <FileButton
        multiple
        accept={accept}
        resetRef={reset}
        inputProps={{ 'aria-label': 'Files', tabIndex: -1 }}
        onChange={(files) => {
          onFiles(files);
          // otherwise the same file could not be chosen again after it was removed
          reset.current?.();
        }}
      >
        {(props) => (
          <Button {...props} variant="default" size="xs">
            Choose files
          </Button>
        )}
      </FileButton>
    </div>
  );
}

/** A file that is dropped beside the zone would replace the page, and the form with it. */
function useKeptPage(): void {
  useEffect(() => {
    function keep(event: globalThis.DragEvent) {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    }
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
}
