import type { Level } from '../contract/problem.ts';
import { isFeasible, valueOf } from './choice.ts';
import { largestMatching } from './cover.ts';
import { overAllPairs } from './compaction.ts';
import type { FirmGround, Ground, OnProgress } from './ground.ts';
import { knownOf, maximiseOn, stepUp } from './ground.ts';
import type { Listener, Maximum } from './maximum.ts';
import { pairCount, withObjective } from './program.ts';
import type { Choice } from './program.ts';

/** A level could not be reached: nothing is feasible (proven), or nothing was found within the time. */
export interface NoGround {
  readonly maximum: Maximum;
}

/** The number of pairs. */
export function reachMatched(ground: Ground): FirmGround | NoGround {
  const objective = new Float64Array(pairCount(ground.program)).fill(1);
  return reachTotal(
    ground,
    'matched',
    objective,
    simpleMaximum(ground, objective) ?? search(ground, 'matched', objective),
  );
}

/** The total score. */
export function reachScore(ground: Ground): FirmGround | NoGround {
  return reachTotal(ground, 'score', ground.score, search(ground, 'score', ground.score));
}

/** Without minima and rows in the way, a largest matching with its cover is the whole step, and costs no linear program. */
function simpleMaximum(ground: Ground, objective: Float64Array): Maximum | undefined {
  const { x, proven } = largestMatching(withObjective(ground.program, objective), ground.score);
  if (!isFeasible(ground.program, x)) return undefined;
  // A choice to be bettered may be of the same size already.
  const isReached = ground.x && valueOf(objective, ground.x) === proven.bound;
  return {
    best: { x: isReached ? (ground.x as Choice) : x, value: proven.bound },
    bound: proven.bound,
    proof: proven.leaf,
    rightSide: proven.rightSide,
  };
}

function search(ground: Ground, level: Level, objective: Float64Array): Maximum {
  const prices = level === 'score' && ground.earlier ? { prices: ground.earlier } : {};
  const listener = ground.onProgress ? { listener: listenerOf(ground, level, ground.onProgress) } : {};
  const known = knownOf(objective, ground.x) ?? { value: -Infinity };
  return maximiseOn(ground, objective, { ...known, ...prices, ...listener });
}

/** Tells of choices over all pairs of the problem, whatever was left out of the program by now. */
function listenerOf({ pairs, allPairs }: Ground, level: Level, onProgress: OnProgress): Listener {
  return (best, bound) => {
    // Before anything bounds the level there is nothing to say of how near the choice is.
    if (best && Number.isFinite(bound))
      onProgress({ level, bound, value: best.value, x: overAllPairs(best.x, pairs, allPairs) });
  };
}

function reachTotal(
  ground: Ground,
  level: Level,
  objective: Float64Array,
  maximum: Maximum,
): FirmGround | NoGround {
  const { best, bound, proof } = maximum;
  if (!best) return { maximum };
  const step = { level, value: best.value, bound, proof };
  const kept = { form: objective, value: best.value };
  return stepUp(ground, { x: best.x, step, proven: maximum, objective, kept });
}
