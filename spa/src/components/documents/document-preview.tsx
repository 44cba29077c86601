import { Button, Group, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { previewBytes, readStart } from '../../files/document-bytes.ts';
import { formatBytes } from '../../files/file-size.ts';
import { useSession } from '../../session/signed-in.ts';
import { Notice } from '../notice.tsx';
import classes from './document.module.css';
import { DocumentText } from './document-text.tsx';

// brings a parser along that no other document needs
const DocumentCsv = lazy(async () => ({ default: (await import('./document-csv.tsx')).DocumentCsv }));

/** What a preview has to know of a document. */
export type Previewed = { fileName: string; contentType: string; sizeBytes: number; url: string };

/** Looks into a document. Whatever is in it is shown as a picture or as text, and never becomes part of the page. */
export function DocumentPreview(document: Previewed) {
  return document.contentType.startsWith('image/') ? <Picture {...document} /> : <Words {...document} />;
}

function Picture({ fileName, url }: Previewed) {
  const [reason, setReason] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  if (reason !== null) {
    const again = () => {
      setReason(null);
      setAttempt(attempt + 1);
    };
    return <Unshown reason={reason} onAgain={again} />;
  }
  /** A picture does not tell why it fails; the same address asked as a text does. */
  async function explain() {
    const [asked] = await Promise.allSettled([readStart(url, AbortSignal.timeout(10_000))]);
    setReason(asked.status === 'rejected' ? messageOf(asked.reason) : 'The browser cannot draw this picture; download it to look at it');
  }
  return (
    <div className={classes.picture}>
      <img key={attempt} src={`${url}?disposition=inline`} alt={`Content of ${fileName}`} onError={explain} />
    </div>
  );
}

function Words({ fileName, contentType, sizeBytes, url }: Previewed) {
  const [attempt, setAttempt] = useState(0);
  const [read, setRead] = useState<{ text: string } | { reason: string } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads the same again
  useEffect(() => {
    const controller = new AbortController();
    setRead(null);
    readStart(url, controller.signal).then(
      (text) => controller.signal.aborted || setRead({ text }),
      (error: unknown) => controller.signal.aborted || setRead({ reason: messageOf(error) }),
    );
    return () => controller.abort();
  }, [url, attempt]);
  if (read === null) return <Waiting />;
  if ('reason' in read) return <Unshown reason={read.reason} onAgain={() => setAttempt(attempt + 1)} />;
  const isCut = sizeBytes > previewBytes;
  if (contentType === 'text/csv') {
    return (
      <Suspense fallback={<Waiting />}>
        <DocumentCsv fileName={fileName} text={read.text} isCut={isCut} />
      </Suspense>
    );
  }
  return <DocumentText fileName={fileName} text={read.text} note={isCut ? sayCut(sizeBytes) : null} />;
}

function sayCut(sizeBytes: number): string {
  return `These are the first ${formatBytes(previewBytes)} of ${formatBytes(sizeBytes)}; download it to read all of it.`;
}

function Waiting() {
  return <Skeleton height={120} aria-busy="true" aria-label="Loading the preview" />;
}

function Unshown({ reason, onAgain }: { reason: string; onAgain: () => void }) {
  const { doubt } = useSession();
  useEffect(() => void doubt(), [doubt]);
  return (
    <Notice title="The preview cannot be shown">
      <Group justify="space-between">
        <Text size="sm">{reason}</Text>
        <Button size="compact-xs" variant="default" onClick={onAgain}>
          Try again
        </Button>
      </Group>
    </Notice>
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
