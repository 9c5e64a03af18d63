import { MileError } from '../contract/errors.ts';
import type { FirmGround } from './ground.ts';
import { valueOf } from './choice.ts';
import { Exchanges } from './exchanges.ts';
import { maximiseOn, stepUp } from './ground.ts';
import type { Candidate, Maximum } from './maximum.ts';
import { isPure } from './program.ts';
import type { Choice } from './program.ts';
import { lowestThreshold, scoresOf } from './threshold.ts';

/**
 * The vector of all scores, weakest first, as large as it can be in the order of a dictionary. Stage by stage: the smallest score
 * that has to occur once more, and as few pairs at or below it as possible. A choice with a better vector would agree with this
 * one up to some stage and have fewer pairs there, which that stage's bound excludes.
 */
export function reachLeximin(ground: FirmGround, isOver: () => boolean): FirmGround {
  const matched = scoresOf(ground.score, ground.x).length;
  let stage: Stage = { ground, below: -1, counted: 0 };
  while (stage.counted < matched) stage = nextStage(stage, matched, isOver);
  return stage.ground;
}

interface Stage {
  readonly ground: FirmGround;
  /** The threshold of the stage before, and how many pairs score it or less. */
  readonly below: number;
  readonly counted: number;
}

/** The weakest score after exchanges is tried first: mostly it has to occur, and the answer is the stage's proof. */
function nextStage(from: Stage, matched: number, isOver: () => boolean): Stage {
  const stage = { ...from, ground: { ...from.ground, x: raised(from, isOver) } };
  const { ground, counted } = stage;
  const tried = attempt(stage, matched, scoresOf(ground.score, ground.x)[counted] as number);
  if (-tried.best.value > counted) return stageAfter(stage, tried);
  const { threshold, x } = lowestThreshold({ ...ground, x: tried.best.x }, counted);
  return stageAfter(stage, attempt({ ...stage, ground: { ...ground, x } }, matched, threshold));
}

/** More pairs that are as weak as each other are raised sooner by one search for all of them. */
const FEW = 4;

/**
 * The choice after exchanges that take its weakest pairs out, as long as there is one and they are few. Where the program is exactly the choices that agree with the
 * stages before, that comes to the stage's threshold, and its proof finds nothing to change.
 */
function raised({ ground, below }: Stage, isOver: () => boolean): Choice {
  const { program, score, frozen } = ground;
  if (frozen || !isPure(program)) return ground.x;
  const x = ground.x.slice();
  const exchanges = new Exchanges(program, score, x);
  let hasRisen = true;
  while (hasRisen && !isOver()) {
    const weakest = exchanges.weakest(below);
    hasRisen =
      weakest.length > 0 && weakest.length <= FEW && weakest.every((pair) => exchanges.takeOut(pair, below));
  }
  return x;
}

interface Attempt {
  readonly threshold: number;
  readonly weights: Float64Array;
  readonly objective: Float64Array;
  readonly best: Candidate;
  readonly maximum: Maximum;
}

/** As few pairs as possible at or below the threshold. */
function attempt({ ground, below }: Stage, matched: number, threshold: number): Attempt {
  const weights = stageWeights(ground.score, matched, below, threshold);
  const objective = negative(weights);
  const known = { x: ground.x, value: valueOf(objective, ground.x) };
  const maximum = maximiseOn(ground, objective, known);
  return { threshold, weights, objective, maximum, best: maximum.best ?? known };
}

function stageAfter({ ground }: Stage, { threshold, weights, objective, best, maximum }: Attempt): Stage {
  const { bound, proof } = maximum;
  if (best.value > bound)
    throw new MileError(
      'INTERNAL',
      `The weakest scores contradict themselves: the choice has ${-best.value} of them, no choice fewer than ${-bound}. Please report this problem file.`,
    );
  const step = { level: 'leximin' as const, threshold, value: best.value, bound, proof };
  const kept = { form: weights, value: -best.value };
  const next = stepUp(ground, { x: best.x, step, proven: maximum, objective, kept });
  const frozen = ground.frozen || bound > best.value;
  return { ground: { ...next, frozen }, below: threshold, counted: -best.value };
}

/** Counts the pairs at or below the threshold; one between the stages' thresholds weighs more than all others together. */
function stageWeights(score: Float64Array, matched: number, below: number, threshold: number): Float64Array {
  const weights = new Float64Array(score.length);
  for (let pair = 0; pair < score.length; pair += 1) {
    const value = score[pair] as number;
    if (value <= threshold) weights[pair] = value > below && value < threshold ? matched + 1 : 1;
  }
  return weights;
}

function negative(weights: Float64Array): Float64Array {
  const values = new Float64Array(weights.length);
  for (let pair = 0; pair < weights.length; pair += 1) values[pair] = 0 - (weights[pair] as number);
  return values;
}
