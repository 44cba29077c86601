import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Box, Button, Group, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import { lazy, Suspense, useId, useState } from 'react';
import { formatBytes } from '../../files/file-size.ts';
import { graphql } from '../../generated/gql.ts';
import type { DocumentCardFragment } from '../../generated/graphql.ts';
import { formatCount } from '../../words/numbers.ts';
import { documentStates } from '../../words/vocabulary.ts';
import { Facts } from '../facts.tsx';
import { Moment } from '../moment.tsx';
import { StateBadge } from '../state-badge.tsx';
import classes from './document.module.css';
import { DocumentCopy } from './document-copy.tsx';

const fragment = graphql(`
  fragment DocumentCard on Document {
    id
    fileName
    contentType
    storageKey
    sizeBytes
    sha256
    imageWidth
    imageHeight
    status
    statusReason
    uploadedBy
    uploadedAt
    downloadUrl
    documentType {
      id
      name
    }
    submission {
      id
    }
  }
`);

const DocumentPreview = lazy(async () => ({ default: (await import('./document-preview.tsx')).DocumentPreview }));

/** Drawn, a picture takes four bytes a pixel; one with more pixels could take the browser down. */
const maxPreviewPixels = 50_000_000;

const contentWords: Readonly<Record<string, string>> = {
  'text/plain': 'text',
  'text/csv': 'CSV table',
  'image/png': 'PNG picture',
  'image/jpeg': 'JPEG picture',
};

/** Everything that is known of a document, with ways to look into it and to get it. */
export function DocumentCard({ document, className = '' }: { document: FragmentType<DocumentCardFragment>; className?: string }) {
  const { data, complete } = useFragment({ fragment, from: document });
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (!complete) return null;
  const { fileName, contentType, sizeBytes, sha256, downloadUrl } = data;
  const isPreviewable = downloadUrl !== null && sizeBytes !== null && contentType in contentWords && pixelsOf(data) <= maxPreviewPixels;
  return (
    <li className={`${classes.document} ${className}`} aria-label={fileName}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Box flex="1 1 240px" miw={0}>
          <Group gap="sm">
            <Title order={3} size="h5" style={{ overflowWrap: 'anywhere' }}>
              {fileName}
            </Title>
            <StateBadge state={documentStates[data.status]} />
          </Group>
          <Text size="sm" c="dimmed">
            {describe(data)}
          </Text>
        </Box>
        {downloadUrl ? (
          <Group gap="xs">
            {isPreviewable ? (
              <Button
                size="xs"
                variant="default"
                aria-expanded={isOpen}
                aria-controls={id}
                aria-label={`${isOpen ? 'Hide the preview of' : 'Preview'} ${fileName}`}
                onClick={() => setOpen(!isOpen)}
              >
                {isOpen ? 'Hide preview' : 'Preview'}
              </Button>
            ) : null}
            <Button component="a" size="xs" href={downloadUrl} download aria-label={`Download ${fileName}`}>
              Download
            </Button>
          </Group>
        ) : null}
      </Group>
      {data.statusReason ? (
        <Text size="sm" mt="xs" style={{ overflowWrap: 'anywhere' }}>
          {data.statusReason}
        </Text>
      ) : null}
      {downloadUrl && !isPreviewable ? (
        <Text size="sm" c="dimmed" mt="xs">
          It is too large, or of another kind than can be shown here; download it to look at it.
        </Text>
      ) : null}
      <Box id={id}>
        {isOpen && isPreviewable ? (
          <Box mt="sm">
            <Suspense fallback={<Skeleton height={120} aria-busy="true" aria-label="Loading the preview" />}>
              <DocumentPreview fileName={fileName} contentType={contentType} sizeBytes={sizeBytes} url={downloadUrl} />
            </Suspense>
          </Box>
        ) : null}
      </Box>
      <SimpleGrid cols={{ base: 1, md: 2 }} mt="sm" spacing={6} style={{ alignItems: 'start' }}>
        <Facts
          facts={[
            ['Uploaded', <Moment key="at" at={data.uploadedAt} />],
            ['By', data.uploadedBy],
            ['Media type', contentType],
            ['Size', sizeBytes === null ? 'not stored' : `${formatCount(sizeBytes)} ${sizeBytes === 1 ? 'byte' : 'bytes'}`],
          ]}
        />
        <Facts
          facts={[
            [
              'SHA-256',
              sha256 ? (
                <DocumentCopy key="hash" name={`SHA-256 of ${fileName}`} value={sha256} shown={`${sha256.slice(0, 16)}…`} />
              ) : (
                'not stored'
              ),
            ],
            ['Storage key', <DocumentCopy key="key" name={`Storage key of ${fileName}`} value={data.storageKey} />],
            ['Document', <DocumentCopy key="id" name={`Id of ${fileName}`} value={data.id} />],
            [
              'Submission',
              data.submission ? <DocumentCopy key="of" name={`Submission of ${fileName}`} value={data.submission.id} /> : 'none yet',
            ],
          ]}
        />
      </SimpleGrid>
    </li>
  );
}

function pixelsOf({ imageWidth, imageHeight }: Pick<DocumentCardFragment, 'imageWidth' | 'imageHeight'>): number {
  return (imageWidth ?? 0) * (imageHeight ?? 0);
}

function describe({ documentType, contentType, sizeBytes, imageWidth, imageHeight }: DocumentCardFragment): string {
  const content = contentWords[contentType] ?? contentType;
  const parts = [
    documentType?.name ?? 'type unknown',
    imageWidth !== null && imageHeight !== null ? `${content}, ${formatCount(imageWidth)} × ${formatCount(imageHeight)}` : content,
    sizeBytes === null ? 'no bytes' : formatBytes(sizeBytes),
  ];
  return parts.join(' · ');
}
