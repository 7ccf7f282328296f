import { defineConfig } from 'vitest/config'

/**
 * rules: pure, no database. flow: one embedded PostgreSQL for the run (or TEST_DATABASE_URL), one worker.
 * browser: the built product in Debian's Chromium; needs `chromium` and `ffmpeg`, so it is not part of `npm test`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.flow.test.ts', 'test/browser/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'flow',
          include: ['test/**/*.flow.test.ts'],
          globalSetup: ['test/global-setup.ts'],
          isolate: false,
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts', 'test/web-console/*.e2e.ts'],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})
