/** What the room uses of WebAssembly: the solver has the types of neither Node nor the browser. */
export interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => Module;
  Instance: new (
    module: Module,
    imports: Record<string, Record<string, Host>>,
  ) => { readonly exports: unknown };
  RuntimeError: new () => Error;
}

export interface Module {
  readonly [Symbol.toStringTag]: string;
}

type Host = (...numbers: number[]) => void;

export interface Memory {
  readonly buffer: ArrayBuffer;
}

export interface Global {
  readonly value: number;
}

/** Undefined where the machine has no WebAssembly. */
export const webAssembly = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
