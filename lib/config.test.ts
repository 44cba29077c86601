import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('an empty environment gives the defaults', () => {
  expect(readConfig({})).toMatchObject({ LAB_HOST: '127.0.0.1', LAB_PORT: 8080, LAB_DATA_DIR: '.lab', LOG_LEVEL: 'info' });
});

test('an empty value counts as absent, as compose files produce them', () => {
  expect(readConfig({ LAB_PORT: '', DATABASE_URL: '' })).toMatchObject({ LAB_PORT: 8080 });
});

test('what the environment holds beside is left alone', () => {
  expect(readConfig({ HOME: '/somewhere' })).not.toHaveProperty('HOME');
});

test('every fault is named in one message', () => {
  const read = () => readConfig({ LAB_PORT: '99999', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x', S3_ENDPOINT: 'https://store.example' });
  expect(read).toThrow(ConfigError);
  for (const name of ['LAB_PORT', 'LOG_LEVEL', 'DATABASE_URL', 'S3_ACCESS_KEY', 'S3_SECRET_KEY']) expect(read).toThrow(name);
});
