import { defineConfig } from 'vitest/config';

/** The whole number of every fault; `npm test` runs a few of each from the same files. One file at a time: each takes a machine. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/faults/**/*.test.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    env: {
      FAULTS: 'all',
      NODE_COMPILE_CACHE: new URL('../../node_modules/.cache/mile-match-tests', import.meta.url).pathname,
    },
    maxWorkers: 1,
    expect: { poll: { timeout: 120_000 } },
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
});
