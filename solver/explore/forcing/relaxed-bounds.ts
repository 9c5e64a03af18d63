import type { BoundLeaf } from '../../contract/certificate.ts';
import { MileError } from '../../contract/errors.ts';
import type { MatchedOutcome } from '../../contract/outcome.ts';
import type { Problem, ProblemQuota } from '../../contract/problem.ts';
import { maximiseByFlow } from '../../engines/flow/maximise.ts';
import { canonicalProblem, inverse } from '../../program/canonical.ts';
import { gathered } from '../../program/columns.ts';
import { withObjective } from '../../program/program.ts';
import { greatestCommonDivisor } from '../weights/fraction.ts';
import { cycleLengths } from './cycle-lengths.ts';
import type { Demand } from './demanded.ts';
import { exchangesOf, lossOf } from './exchanges.ts';
import type { Exchanges } from './exchanges.ts';
import { turnedOver } from './forced-match.ts';
import { levelBounds } from './reduced-scores.ts';

/** Prices of quotas are rounded to this part of a score. */
const SCALE = 1024;

/** What a pair costs at least where quotas bind, from one relaxed problem for all pairs. */
export interface RelaxedBounds {
  /** No match with the pair, or without it, has more pairs, or as many and a higher score. Undefined where there is none at all. */
  most(pair: number, demand: Demand): LevelValues | undefined;
  /** The match with the pair, or without it, that the relaxed problem gives, as a column over the problem's pairs. It may break quotas. */
  suggestion(pair: number, demand: Demand): Uint8Array | undefined;
}

export interface LevelValues {
  readonly matched: number;
  /** Null where the score does not count. */
  readonly score: number | null;
}

/**
 * Quotas with a price each, taken into the objective (Lagrange): S w x <= sum y beta + max over matchings of (S w - y A) x, with w = unit + score
 * of a pair, so that pairs come first. The prices are those of the best match's proof, rounded, so the bound is valid whatever they are. The
 * right side is a problem without quotas, and its exchanges tell for all pairs at once what it loses with the pair, or without it. Bounds are
 * rounded down to what scores can sum up to. Undefined where other levels count, or numbers could become too large.
 */
export function relaxedBounds(problem: Problem, best: MatchedOutcome): RelaxedBounds | undefined {
  const { levels } = problem;
  if (levels[0] !== 'matched' || levels.some((level) => level !== 'matched' && level !== 'score'))
    return undefined;
  try {
    return boundsAt(problem, quotaPrices(problem, best));
  } catch (error) {
    if (error instanceof MileError && error.code === 'TOO_LARGE_TO_STAY_EXACT') return undefined;
    throw error;
  }
}

interface Worth {
  /** More than the scores of two matches differ by. */
  readonly unit: number;
  /** 0 where the score does not count. */
  readonly times: 0 | 1;
}

function worthOf({ participants, pairs, levels }: Problem): Worth {
  const most = participants.reduce((sum, { max }) => sum + max, 0);
  const largest = Array.from(pairs.score).reduce((least, score) => Math.max(least, score), 0);
  return { unit: most * largest + 1, times: levels.includes('score') ? 1 : 0 };
}

/** In parts of a score, of the sign that its quota allows. */
function quotaPrices(problem: Problem, { certificate }: MatchedOutcome): number[] {
  const { unit } = worthOf(problem);
  const prices = problem.quotas.map(() => 0);
  for (const { level, bound } of levelBounds(certificate)) {
    const weight = (level === 'matched' ? unit : 1) * SCALE;
    for (const index of prices.keys())
      prices[index] = (prices[index] as number) + weight * ((bound.rows[index] ?? 0) / bound.scale);
  }
  return problem.quotas.map(({ sense }, index) => {
    const price = Math.round(prices[index] as number);
    if (sense === '=') return price;
    return sense === '<=' ? Math.max(0, price) : Math.min(0, price);
  });
}

function boundsAt(problem: Problem, prices: readonly number[]): RelaxedBounds | undefined {
  const worth = worthOf(problem);
  const { unit, times } = worth;
  const { program, order } = canonicalProblem({ ...problem, quotas: [] });
  const priced = pricesOfPairs(problem.quotas, prices, program.objective.length);
  const objective = program.objective.map(
    (score, rank) => SCALE * (unit + times * score) - (priced[order.pairs[rank] as number] as number),
  );
  const relaxed = withObjective(program, objective);
  const { best, proof } = maximiseByFlow(relaxed);
  if (!best) return undefined;
  const { participants, mentors } = proof as BoundLeaf;
  const reach = objective.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const exchanges = exchangesOf({
    program: relaxed,
    x: best.x,
    participants: Float64Array.from(participants),
    mentors: Float64Array.from(mentors),
    reach: 2 * reach,
  });
  const constant = problem.quotas.reduce(
    (sum, { bound }, index) => sum + bound * (prices[index] as number),
    0,
  );
  return new Bounds(problem, worth, inverse(order.pairs), exchanges, constant + best.value);
}

function pricesOfPairs(
  quotas: readonly ProblemQuota[],
  prices: readonly number[],
  count: number,
): Float64Array {
  const sums = new Float64Array(count);
  for (const [index, { pairs, coefficients }] of quotas.entries())
    for (const [entry, pair] of pairs.entries())
      sums[pair] = (sums[pair] as number) + (prices[index] as number) * (coefficients[entry] as number);
  return sums;
}

class Bounds implements RelaxedBounds {
  readonly #worth: Worth;
  readonly #exchanges: Exchanges;
  readonly #lengths: Float64Array;
  /** SCALE times a worth that no match exceeds. */
  readonly #top: number;
  readonly #rank: Int32Array;
  /** Scores of matches are multiples of it. */
  readonly #divisor: number;

  constructor(problem: Problem, worth: Worth, rank: Int32Array, exchanges: Exchanges, top: number) {
    this.#worth = worth;
    this.#rank = rank;
    this.#exchanges = exchanges;
    this.#lengths = cycleLengths(exchanges);
    this.#top = top;
    this.#divisor = Array.from(problem.pairs.score).reduce(greatestCommonDivisor, 0) || 1;
  }

  most(pair: number, demand: Demand): LevelValues | undefined {
    const rank = this.#rank[pair] as number;
    const length = this.#holds(rank, demand) ? 0 : (this.#lengths[rank] as number);
    if (length === Infinity) return undefined;
    const { unit, times } = this.#worth;
    const most = Math.floor((this.#top - lossOf(this.#exchanges, length)) / SCALE);
    const matched = Math.floor(most / unit);
    const score = this.#divisor * Math.floor((most - matched * unit) / this.#divisor);
    return { matched, score: times === 1 ? score : null };
  }

  suggestion(pair: number, demand: Demand): Uint8Array | undefined {
    const rank = this.#rank[pair] as number;
    const x = this.#holds(rank, demand) ? this.#exchanges.x : turnedOver(this.#exchanges, rank);
    return x && gathered(new Uint8Array(x.length), x, this.#rank);
  }

  /** Does the relaxed problem's best match do as is asked? */
  #holds(rank: number, demand: Demand): boolean {
    return (this.#exchanges.x[rank] === 1) === (demand === 'with');
  }
}
