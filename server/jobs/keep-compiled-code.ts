import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 to keep compiled WebAssembly for as long as its module lives. V8 13.6 (Node 24) frees what is compiled between WebAssembly and JavaScript while another
 * thread may be looking it up, and then frees it once more: "Check failed: jit_page.has_value()" ends the whole process, a service with everybody's work. Every
 * thread that loads TypeScript or calls an engine calls from WebAssembly into JavaScript, so any two threads can meet there. The setting is the process', whatever
 * started it; it must be made before a second thread is.
 */
export function keepCompiledCode(): void {
  setFlagsFromString('--no-wasm-code-gc');
}
