import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** What a service answers whatever keeps its data: these files run once more on PostgreSQL. */
const ON_EITHER_STORE = [
  'test/server/auth/*.test.ts',
  'test/server/routes/{announcement,cohorts,comments,imports,live,mailing,made-match-sets,matchings,people,problems,programmes,public,sweeps,year}.test.ts',
  'test/server/use-cases/{import-people,privacy,retention/*}.test.ts',
];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  // Compiles the page's state classes (*.svelte.ts).
  plugins: [svelte({ configFile: false })],
  test: {
    setupFiles: ['test/support/property-seed.ts'],
    // Worker threads and a browser run inside the tests; two cores serve two files at a time.
    maxWorkers: 2,
    // Processes and threads that a test starts find the code compiled: it halves what they take to start.
    env: { NODE_COMPILE_CACHE: new URL('../node_modules/.cache/mile-match-tests', import.meta.url).pathname },
    // So long is waited for a page or a process that will never come; a slow and busy machine must not be taken for that.
    expect: { poll: { timeout: 120_000 } },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      { extends: true, test: { name: 'mile', include: ['test/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'on PostgreSQL',
          include: ON_EITHER_STORE,
          globalSetup: ['test/support/one-postgres.ts'],
        },
      },
    ],
  },
});
