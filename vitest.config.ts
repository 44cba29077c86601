import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Vite would take graphql's ES module where Node takes its CommonJS one: two copies, and no error is an instance of the other's class
const resolve = { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] };
const database = './tests/support/global-setup.ts';

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        // functions and single parts; some start a real PostgreSQL of their own
        test: {
          name: 'unit',
          include: ['{lib,subgraphs,gateway,worker,cli}/**/*.test.ts'],
          globalSetup: [database],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: [database],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: './spa/vite.config.ts',
        test: { name: 'portal', include: ['spa/src/**/*.test.{ts,tsx}'], environment: 'jsdom', testTimeout: 30_000 },
      },
      {
        resolve,
        // the whole lab and a real browser
        test: { name: 'e2e', include: ['tests/e2e/**/*.e2e.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false },
      },
    ],
  },
});
