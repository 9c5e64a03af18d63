import type { FirmGround } from './ground.ts';
import { knownOf, maximiseOn, stepUp } from './ground.ts';
import { lowestThreshold, scoresOf } from './threshold.ts';

/**
 * The vector of all scores, weakest first, as large as it can be in the order of a dictionary. Stage by stage: the smallest score
 * that has to occur once more, and as few pairs at or below it as possible. A choice with a better vector would agree with this
 * one up to some stage and have fewer pairs there, which that stage's bound excludes.
 */
export function reachLeximin(ground: FirmGround): FirmGround {
  const matched = scoresOf(ground.score, ground.x).length;
  let stage: Stage = { ground, below: -1, counted: 0 };
  while (stage.counted < matched) stage = nextStage(stage, matched);
  return stage.ground;
}

interface Stage {
  readonly ground: FirmGround;
  /** The threshold of the stage before, and how many pairs score it or less. */
  readonly below: number;
  readonly counted: number;
}

function nextStage({ ground, below, counted }: Stage, matched: number): Stage {
  const { threshold, x } = lowestThreshold(ground, counted);
  const weights = stageWeights(ground.score, matched, below, threshold);
  const objective = weights.map((weight) => -weight + 0);
  const { best, bound, proof } = maximiseOn(ground, objective, knownOf(objective, x));
  const reached = best ?? { x, value: -matched };
  const step = { level: 'leximin' as const, threshold, value: reached.value, bound, proof };
  const next = stepUp(ground, {
    x: reached.x,
    step,
    objective,
    kept: { form: weights, value: -reached.value },
  });
  const frozen = ground.frozen || bound > reached.value;
  return { ground: { ...next, frozen }, below: threshold, counted: -reached.value };
}

/** Counts the pairs at or below the threshold; one between the stages' thresholds weighs more than all others together. */
function stageWeights(score: Float64Array, matched: number, below: number, threshold: number): Float64Array {
  return score.map((value) => {
    if (value > threshold) return 0;
    return value > below && value < threshold ? matched + 1 : 1;
  });
}
