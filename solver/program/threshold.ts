import { placesOfOnes } from './choice.ts';
import { gathered } from './columns.ts';
import type { FirmGround } from './ground.ts';
import { maximiseOn } from './ground.ts';
import type { Maximum } from './maximum.ts';
import type { Choice, Limits, Program } from './program.ts';

/** minus the number of chosen pairs that score `threshold` or less. */
export function fewAtOrBelow(score: Float64Array, threshold: number): Float64Array {
  const objective = new Float64Array(score.length);
  for (let pair = 0; pair < score.length; pair += 1)
    if ((score[pair] as number) <= threshold) objective[pair] = -1;
  return objective;
}

/** The scores of the chosen pairs, ascending. */
export function scoresOf(score: Float64Array, x: Choice): Float64Array {
  const places = placesOfOnes(x);
  return gathered(new Float64Array(places.length), score, places).sort();
}

/** The smallest score at or below which more than `spared` pairs have to be chosen, as far as the search could settle it. */
export interface Threshold {
  readonly threshold: number;
  /** The answer that ended the search, where one did: its bound is -(spared + 1) or less if it is settled. */
  readonly proven: Maximum | undefined;
  /** A choice with `spared` pairs below the threshold. */
  readonly x: Choice;
}

/**
 * Between the score that the ground's choice reaches and the one that nobody's best pair lets it pass. The upper end is asked first,
 * since it is often the answer; then upwards from the lower end in steps that double while the answer is yes, since a question
 * near to the choice at hand is cheap; then by halves. A question "can only `spared` pairs score this or less?" that is answered
 * with a choice moves the lower end to the next score that this choice has.
 */
export function lowestThreshold(ground: FirmGround, spared: number): Threshold {
  const { score, program } = ground;
  const distinct = distinctBetween(
    score,
    scoresOf(score, ground.x)[spared] as number,
    highestThreshold(program, score, spared),
  );
  let x = ground.x;
  let proven: Maximum | undefined;
  let low = 0;
  let high = distinct.length - 1;
  let step = Infinity;
  for (let place = high - 1; low < high; place = Math.min(low + step, (low + high) >> 1)) {
    const objective = fewAtOrBelow(score, distinct[place] as number);
    const answer = maximiseOn(ground, objective, { value: -(spared + 1), start: x });
    if (answer.best) {
      x = answer.best.x;
      low = distinct.indexOf(scoresOf(score, x)[spared] as number);
      step = 2 * step + 1;
    } else {
      proven = answer;
      high = place;
      step = step === Infinity ? 0 : Infinity;
    }
  }
  return { threshold: distinct[low] as number, proven: low === high ? proven : undefined, x };
}

function distinctBetween(score: Float64Array, low: number, high: number): Float64Array {
  const ascending = between(score, low, high).sort();
  return ascending.filter((value, place) => value !== ascending[place - 1]);
}

function between(score: Float64Array, low: number, high: number): Float64Array {
  const found = new Float64Array(score.length);
  let count = 0;
  for (let pair = 0; pair < score.length; pair += 1) {
    const value = score[pair] as number;
    if (value < low || value > high) continue;
    found[count] = value;
    count += 1;
  }
  return found.subarray(0, count);
}

/**
 * Everybody who has to be matched contributes pairs no better than the own best, as many as the minimum: where these come to more
 * than `spared` at or below a score, no choice has fewer there.
 */
function highestThreshold(program: Program, score: Float64Array, spared: number): number {
  return Math.min(
    sparedBest(program, score, spared, program.participants, program.participant),
    sparedBest(program, score, spared, program.mentors, program.mentor),
  );
}

function sparedBest(
  { fixed }: Program,
  score: Float64Array,
  spared: number,
  { min }: Limits,
  ends: Int32Array,
): number {
  const best = new Float64Array(min.length).fill(-1);
  for (let pair = 0; pair < fixed.length; pair += 1) {
    const node = ends[pair] as number;
    if (fixed[pair] !== 0 && (score[pair] as number) > (best[node] as number))
      best[node] = score[pair] as number;
  }
  const order = Int32Array.from(best.keys()).sort(
    (a, b) => (best[a] as number) - (best[b] as number) || a - b,
  );
  let counted = 0;
  for (const node of order) {
    counted += min[node] as number;
    if (counted > spared) return best[node] as number;
  }
  return Infinity;
}
