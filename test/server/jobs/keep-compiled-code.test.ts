import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const GENERATIONS = fileURLToPath(new URL('../../support/thread-generations.ts', import.meta.url));

/** How often V8 freed compiled WebAssembly while generations of solver threads came and went. */
function timesFreed(...words: string[]): number {
  const { stdout, status } = spawnSync(process.execPath, [GENERATIONS, ...words], { encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout.match(/\[wasm-gc\] Freeing/g)?.length ?? 0;
}

test('once a process has a pool, nothing is freed that another thread may be looking up', () => {
  expect(timesFreed('pool')).toBe(0);
});

/*
 * Shows that the test above could fail. When this one fails with a newer Node, its V8 frees otherwise or says so in other words: nothing is broken, but the one
 * above proves nothing any more. Where V8 has mended what keepCompiledCode tells of, that and both tests may go.
 */
test('without one V8 does free it', () => {
  expect(timesFreed()).toBeGreaterThan(0);
});
