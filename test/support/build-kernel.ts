import { writeFileSync } from 'node:fs';
import { compiledKernel } from './compile-kernel.ts';

writeFileSync(
  new URL('../../solver/engines/flow/assignment/compiled.ts', import.meta.url),
  await compiledKernel(),
);
