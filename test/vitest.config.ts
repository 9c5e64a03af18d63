import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  // Compiles the page's state classes (*.svelte.ts).
  plugins: [svelte({ configFile: false })],
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    // Worker threads and a browser run inside the tests; two cores serve two files at a time.
    maxWorkers: 2,
    // What a page or a process is waited for; the default of a second is short on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
