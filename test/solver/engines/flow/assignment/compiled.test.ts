import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compiledKernel } from '../../../../support/compile-kernel.ts';

test('the compiled kernel is what its sources compile to', async () => {
  const file = new URL('../../../../../solver/engines/flow/assignment/compiled.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await compiledKernel());
});
