import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from 'lib/config.ts';
import { Client } from 'minio';

/** Where the bytes of documents are. Metadata stay in the database; the two are tied together by the storage key. */
export type ObjectStore = {
  /** For people: where it is. */
  place: string;
  /** Makes the folder or the bucket, unless it is there. */
  prepare(): Promise<void>;
  /** Whether objects can be written there now. */
  isReady(): Promise<boolean>;
};

/** The store of the settings: an S3 server where one is named, a folder otherwise. */
export function openObjectStore(config: Config): ObjectStore {
  return config.S3_ENDPOINT ? openS3(config, new URL(config.S3_ENDPOINT)) : openFolder(resolve(config.LAB_DATA_DIR, 'objects'));
}

function openFolder(folder: string): ObjectStore {
  // objects in the making are beside the finished ones, so that a rename between the two never crosses a file system
  const parts = [join(folder, 'finished'), join(folder, 'unfinished')];
  return {
    place: folder,
    prepare: async () => {
      for (const part of parts) await mkdir(part, { recursive: true, mode: 0o700 });
    },
    isReady: async () => {
      for (const part of parts) await access(part, constants.R_OK | constants.W_OK | constants.X_OK);
      return true;
    },
  };
}

function openS3(config: Config, endpoint: URL): ObjectStore {
  const bucket = config.S3_BUCKET;
  const client = new Client({
    endPoint: endpoint.hostname,
    port: Number(endpoint.port || (endpoint.protocol === 'https:' ? 443 : 80)),
    useSSL: endpoint.protocol === 'https:',
    accessKey: config.S3_ACCESS_KEY ?? '',
    secretKey: config.S3_SECRET_KEY ?? '',
    region: config.S3_REGION,
    pathStyle: true,
  });
  return {
    place: `${endpoint.origin}/${bucket}`,
    prepare: async () => {
      if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket, config.S3_REGION);
    },
    isReady: () => client.bucketExists(bucket),
  };
}
