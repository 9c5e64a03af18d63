import type { Learned } from '#solver/contract/explore/learn.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import type { LinearEngine } from '#solver/engines/linear-engine.ts';
import { learnFromPairs } from '#solver/explore/learn/by-hand.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { nothingInTime } from './search-time.ts';
import type { SearchTime } from './search-time.ts';

/** As `learnFromPairs`. Throws DEADLINE where the time ends first: weights that are not settled explain nothing. */
export function learnedInTime(
  compiled: CompiledCohort,
  policy: Policy,
  pairs: readonly Decision[],
  { glpk }: { readonly glpk: LinearEngine },
  time: SearchTime,
): Learned {
  const answer = time.asFarAsItReaches(() => learnFromPairs(compiled, policy, pairs, inTime(glpk, time)));
  if (answer) return answer;
  throw nothingInTime('Name fewer pairs, or use fewer criteria.');
}

/** Every round of learning asks the engine once: there the time is looked at. */
function inTime(engine: LinearEngine, time: SearchTime): LinearEngine {
  return {
    name: engine.name,
    version: engine.version,
    relax(model, limitMs) {
      time.check();
      return engine.relax(model, limitMs);
    },
    search: (model, limitMs) => engine.search(model, limitMs),
  };
}
