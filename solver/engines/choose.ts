import { MileError } from '../contract/errors.ts';
import { ENGINES } from '../contract/outcome.ts';
import type { LinearEngine } from './linear-engine.ts';
import type { Engines } from './load.ts';

/** The engine of a name; `auto` is glpk. Throws ENGINE_NOT_AVAILABLE and UNKNOWN_ENGINE, never falls back. */
export function chooseEngine(engines: Engines, name: string): LinearEngine {
  if (name === 'auto' || name === 'glpk') return engines.glpk;
  if (name === 'highs') return engines.highs;
  if (name === 'flow')
    throw new MileError(
      'ENGINE_NOT_AVAILABLE',
      'The engine "flow" is not part of this version. Choose auto, glpk or highs.',
      { engine: name },
    );
  throw new MileError(
    'UNKNOWN_ENGINE',
    `There is no engine "${name}". Choose one of ${ENGINES.join(', ')}.`,
    { engine: name },
  );
}
