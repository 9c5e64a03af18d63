import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compiledKernels } from '../../support/compile-kernel.ts';

test('the compiled kernels are what their sources compile to', async () => {
  for (const [file, text] of await compiledKernels())
    expect(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8'), file).toBe(text);
});
