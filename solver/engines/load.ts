import { MileError } from '../contract/errors.ts';
import { loadGlpkEngine } from './glpk.ts';
import { loadHighsEngine } from './highs.ts';
import type { LinearEngine, WarmEngine } from './linear-engine.ts';

/** The engines of one thread. */
export interface Engines {
  readonly glpk: LinearEngine;
  readonly highs: WarmEngine;
}

/** Loads the WASM modules: once per thread, and anew after ENGINE_FAILED. */
export async function loadEngines(): Promise<Engines> {
  const [glpk, highs] = await Promise.all([loadGlpkEngine(), loadHighsEngine()]);
  return { glpk: guarded(glpk), highs: guardedWarm(highs) };
}

/**
 * An exception leaves a WASM instance with a memory that nobody can trust: it seems alive and fails later. So the first one is
 * the last: from then on the engine refuses, until it is loaded anew.
 */
export function guarded(engine: LinearEngine): LinearEngine {
  return guardedBy(guardOf(engine), engine);
}

function guardedBy(guard: Guard, engine: LinearEngine): LinearEngine {
  return {
    name: engine.name,
    version: engine.version,
    relax: (model, limitMs) => guard(() => engine.relax(model, limitMs)),
    search: (model, limitMs) => guard(() => engine.search(model, limitMs)),
  };
}

function guardedWarm(engine: WarmEngine): WarmEngine {
  const guard = guardOf(engine);
  return {
    ...guardedBy(guard, engine),
    searchWithin: (model, budget, effort) => guard(() => engine.searchWithin(model, budget, effort)),
    open: (model, use) => guard(() => engine.open(model, use)),
  };
}

type Guard = <Answer>(use: () => Answer) => Answer;

function guardOf(engine: LinearEngine): Guard {
  let cause: string | undefined;
  const refuse = () =>
    new MileError(
      'ENGINE_FAILED',
      `The engine ${engine.name} ${engine.version} broke down (${cause}). Start the calculation again with a fresh engine.`,
      { engine: engine.name, version: engine.version, cause },
    );
  return <Answer>(use: () => Answer): Answer => {
    if (cause !== undefined) throw refuse();
    try {
      return use();
    } catch (error) {
      cause = error instanceof Error ? error.message : String(error);
      throw refuse();
    }
  };
}
