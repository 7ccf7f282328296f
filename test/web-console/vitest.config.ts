import { defineConfig } from 'vitest/config'

/** The console in Debian's Chromium against the test-side server: `npx vitest run -c test/web-console/vitest.config.ts`. */
export default defineConfig({
  test: {
    include: ['test/web-console/*.e2e.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
