import { resolve } from 'node:path';
import type { Config } from 'lib/config.ts';
import type { Logger } from 'lib/log.ts';
import { openFolder } from './folder.ts';
import type { ObjectStore } from './object-store.ts';
import { openS3 } from './s3.ts';

/** The store of the settings: an S3 server where one is named, a folder otherwise. */
export function openObjectStore(config: Config, log: Logger): ObjectStore {
  return config.S3_ENDPOINT ? openS3(config, new URL(config.S3_ENDPOINT), { log }) : openFolder(resolve(config.LAB_DATA_DIR, 'objects'));
}
