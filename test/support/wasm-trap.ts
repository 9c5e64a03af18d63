/** Node has it; the types that the project loads do not. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array): Promise<{ instance: { exports: object } }>;
};

/** A WASM module whose one function is `unreachable`: what an engine's abort looks like. */
const TRAP = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 116, 114, 97, 112, 0, 0, 10, 5, 1,
  3, 0, 0, 11,
]);

/** Ends as an engine does that aborts. */
export async function springTrap(): Promise<never> {
  const { instance } = await WebAssembly.instantiate(TRAP);
  (instance.exports as { trap: () => void }).trap();
  throw new Error('the trap did not spring');
}
