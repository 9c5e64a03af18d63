import type { LinearEngine } from '../../engines/linear-engine.ts';
import type { BestMatch, Multipliers, WeighedProgram } from '../weights/weighed-program.ts';
import { MOST_TENTHS } from './nearest-weights.ts';
import { nearestWeights, weightsOfLeastLoss } from './nearest-weights.ts';
import type { Cut, FoundWeights } from './nearest-weights.ts';

/** Weights as whole multipliers of a step, and what they lose. */
export interface LearnedWeights {
  readonly multipliers: Multipliers;
  /** Multipliers to a tenth: 1, or 100. */
  readonly perTenth: number;
  /** What the best match under them is worth above the one that shall be best, in their unit. Exact; 0 where it is the best. */
  readonly loss: number;
  /** In tenths: no weights that make it the best are nearer; undefined where there are none. */
  readonly distanceAtLeast: number | undefined;
}

/** Steps tried to a tenth of a weight: tenths first, which people read more easily. */
const STEPS = [1, 100];
/** Weights that an engine gives are put to the matcher in this many parts of a tenth. */
const PARTS = 1000;
/** Cuts of each search. Each is another match; a hundred were never seen at twelve criteria. */
const MOST_CUTS = 2000;

/**
 * Inverse optimisation by cuts (Ahuja and Orlin 2001; Wang 2009): a linear program gives the nearest weights under which no match seen so far is
 * better than the one with these totals; the matcher gives the best match under them; where it is better it becomes a cut. Weights are
 * believed when they are rounded and the matcher, in whole numbers, finds nothing better.
 */
export class InverseSearch {
  readonly #engine: LinearEngine;
  readonly #program: WeighedProgram;
  readonly #totals: Float64Array;
  /** The present weights in tenths. */
  readonly #now: readonly number[];
  readonly #cuts: Cut[] = [];
  readonly #seen = new Set<string>();

  constructor(engine: LinearEngine, program: WeighedProgram, totals: Float64Array) {
    this.#engine = engine;
    this.#program = program;
    this.#totals = totals;
    this.#now = program.weighing.criteria.map(({ thousandths }) => thousandths / 100);
  }

  run(): LearnedWeights {
    const nearest = this.#nearest();
    if (!nearest) return this.#leastLoss();
    const distanceAtLeast = Math.max(0, nearest.objective);
    for (const perTenth of STEPS) {
      const multipliers = this.#rounded(nearest, perTenth) ?? this.#withMargin(perTenth);
      if (multipliers) return { multipliers, perTenth, loss: 0, distanceAtLeast };
    }
    // Only weights of exact proportions between steps make it one of several best.
    return { ...this.#leastLoss(), distanceAtLeast };
  }

  /** The nearest weights under which nothing is better, as far as numbers of an engine reach; undefined where there are none. */
  #nearest(): FoundWeights | undefined {
    return this.#cutUntilQuiet(
      () => nearestWeights(this.#engine, this.#now, this.#cuts, 0),
      (found) => found && wholeIn(found.tenths, PARTS),
    );
  }

  /** The weights rounded, where nothing is better under them. Weights that round to 0, all of them, explain nothing. */
  #rounded({ tenths }: FoundWeights, perTenth: number): Multipliers | undefined {
    const multipliers = wholeIn(tenths, perTenth);
    const isEmpty = multipliers.every((multiplier) => multiplier === 0);
    return isEmpty || this.#better(multipliers) ? undefined : multipliers;
  }

  /** The nearest weights of the step that rounding cannot spoil. */
  #withMargin(perTenth: number): Multipliers | undefined {
    const found = this.#cutUntilQuiet(
      () => nearestWeights(this.#engine, this.#now, this.#cuts, 0.5 / perTenth),
      (weights) => weights && wholeIn(weights.tenths, perTenth),
    );
    return found && this.#rounded(found, perTenth);
  }

  #leastLoss(): LearnedWeights {
    const { tenths } = this.#cutUntilQuiet(
      () => weightsOfLeastLoss(this.#engine, this.#now, this.#cuts),
      (found) => wholeIn(found.tenths, PARTS),
    );
    const multipliers = wholeIn(tenths, 1);
    return { multipliers, perTenth: 1, loss: this.#lossAt(multipliers), distanceAtLeast: undefined };
  }

  /** Solves and cuts until the matcher finds nothing better that is new. */
  #cutUntilQuiet<Found>(solve: () => Found, multipliersOf: (found: Found) => Multipliers | undefined): Found {
    let found = solve();
    for (let cuts = 0; cuts < MOST_CUTS; cuts += 1) {
      const multipliers = multipliersOf(found);
      const better = multipliers && this.#better(multipliers);
      if (!better || !this.#addCut(better)) return found;
      found = solve();
    }
    return found;
  }

  #better(multipliers: Multipliers): BestMatch | undefined {
    const match = this.#program.best(multipliers);
    return this.#gainOf(match, multipliers) > 0 ? match : undefined;
  }

  #lossAt(multipliers: Multipliers): number {
    return this.#gainOf(this.#program.best(multipliers), multipliers);
  }

  #gainOf({ totals }: BestMatch, multipliers: Multipliers): number {
    return gain(multipliers, totals, this.#totals);
  }

  /** False where the match was a cut already. */
  #addCut({ totals }: BestMatch): boolean {
    const cut = totals.map((total, criterion) => total - (this.#totals[criterion] as number));
    const key = cut.join();
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    this.#cuts.push(cut);
    return true;
  }
}

/** What the one's totals are worth above the other's, in the multipliers' unit. Whole numbers, exact below 2^53. */
export function gain(multipliers: Multipliers, one: Float64Array, other: Float64Array): number {
  return multipliers.reduce(
    (sum, multiplier, criterion) =>
      sum + multiplier * ((one[criterion] as number) - (other[criterion] as number)),
    0,
  );
}

function wholeIn(tenths: Float64Array, perTenth: number): Multipliers {
  return Array.from(tenths, (weight) =>
    Math.min(MOST_TENTHS * perTenth, Math.max(0, Math.round(weight * perTenth))),
  );
}
