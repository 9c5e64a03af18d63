import asc from 'assemblyscript/asc';

const FLOW = 'solver/engines/flow/assignment/';
const SIMPLEX = 'solver/engines/simplex/';

/** The files made from AssemblyScript, by their paths, with the text that each should have. */
export async function compiledKernels(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    [`${FLOW}compiled.ts`, await assignmentKernel()],
    [`${SIMPLEX}compiled.ts`, await pivotKernel()],
  ]);
}

async function assignmentKernel(): Promise<string> {
  return [
    '/** Generated from wasm/ by `npm run build:kernel`: the kernel in 32-bit whole numbers and in doubles, as base64. */',
    'export const COMPILED = {',
    `  i32: '${await compile(FLOW, ['--use', 'Weight=i32'])}',`,
    `  f64: '${await compile(FLOW, ['--use', 'Weight=f64'])}',`,
    '};',
    '',
  ].join('\n');
}

async function pivotKernel(): Promise<string> {
  return [
    '/** Generated from wasm/ by `npm run build:kernel`, as base64. */',
    `export const COMPILED = '${await compile(SIMPLEX, [])}';`,
    '',
  ].join('\n');
}

async function compile(room: string, options: readonly string[]): Promise<string> {
  let module: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      `${room}wasm/kernel.ts`,
      ...options,
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
