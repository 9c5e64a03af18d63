import type { FirmGround } from './ground.ts';
import { maximiseOn } from './ground.ts';
import type { Maximum } from './maximum.ts';
import type { Choice } from './program.ts';

/** minus the number of chosen pairs that score `threshold` or less. */
export function fewAtOrBelow(score: Float64Array, threshold: number): Float64Array {
  return score.map((value) => (value <= threshold ? -1 : 0));
}

export function scoresOf(score: Float64Array, x: Choice): number[] {
  return Array.from(score.filter((_, pair) => x[pair] === 1)).sort((a, b) => a - b);
}

/** Proven of the ground and of all that stands on it: at least `count` pairs score `threshold` or less. */
export interface Floor {
  readonly threshold: number;
  readonly count: number;
}

/** The smallest score at or below which more than `spared` pairs have to be chosen, as far as the search could settle it. */
export interface Threshold {
  readonly threshold: number;
  /** The answer that ended the search: where it is settled, its bound is -(spared + 1) or less. */
  readonly proven: Maximum | undefined;
  /** A choice with `spared` pairs below the threshold. */
  readonly x: Choice;
  /** What the answers have shown on the way. */
  readonly floors: readonly Floor[];
}

/**
 * Binary search over the distinct scores. Every question "can only `spared` pairs score this or less?" that is answered with a
 * choice moves the lower end to the next score that this choice has.
 */
export function lowestThreshold(ground: FirmGround, spared: number, known: readonly Floor[] = []): Threshold {
  const distinct = [...new Set(ground.score)].sort((a, b) => a - b);
  let x = ground.x;
  let proven: Maximum | undefined;
  let low = distinct.indexOf(scoresOf(ground.score, x)[spared] as number);
  let high = distinct.length - 1;
  const floors = known.filter(({ count }) => count > spared);
  for (const { threshold } of floors) high = Math.min(high, distinct.indexOf(threshold));
  while (low < high) {
    const middle = (low + high) >> 1;
    const objective = fewAtOrBelow(ground.score, distinct[middle] as number);
    const answer = maximiseOn(ground, objective, { value: -(spared + 1), start: x });
    if (answer.best) {
      x = answer.best.x;
      low = distinct.indexOf(scoresOf(ground.score, x)[spared] as number);
    } else {
      proven = answer;
      high = middle;
      floors.push({ threshold: distinct[middle] as number, count: -answer.bound });
    }
  }
  return { threshold: distinct[low] as number, proven: low === high ? proven : undefined, x, floors };
}
