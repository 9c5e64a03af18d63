import asc from 'assemblyscript/asc';

const ENTRY = 'solver/engines/flow/assignment/wasm/kernel.ts';

/** The text of solver/engines/flow/assignment/compiled.ts: the kernel's two modules, compiled from their AssemblyScript. */
export async function compiledKernel(): Promise<string> {
  return [
    '/** Generated from wasm/ by `npm run build:kernel`: the kernel in 32-bit whole numbers and in doubles, as base64. */',
    'export const COMPILED = {',
    `  i32: '${await compile('i32')}',`,
    `  f64: '${await compile('f64')}',`,
    '};',
    '',
  ].join('\n');
}

async function compile(weight: 'i32' | 'f64'): Promise<string> {
  let module: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      ENTRY,
      '--use',
      `Weight=${weight}`,
      '-O3',
      '--runtime',
      'stub',
      '--noAssert',
      '--enable',
      'simd',
      '--outFile',
      'kernel.wasm',
    ],
    {
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') module = contents;
      },
    },
  );
  if (error) throw new Error(stderr.toString(), { cause: error });
  if (!module) throw new Error('the compiler wrote nothing');
  return Buffer.from(module).toString('base64');
}
