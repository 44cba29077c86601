import { defineConfig } from 'vitest/config';

const database = './tests/support/global-setup.ts';

export default defineConfig({
  test: {
    projects: [
      {
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
        // the whole lab and a real browser
        test: { name: 'e2e', include: ['tests/e2e/**/*.e2e.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false },
      },
    ],
  },
});
