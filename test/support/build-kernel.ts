import { writeFileSync } from 'node:fs';
import { compiledKernels } from './compile-kernel.ts';

for (const [file, text] of await compiledKernels())
  writeFileSync(new URL(`../../${file}`, import.meta.url), text);
