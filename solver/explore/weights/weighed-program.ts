import { MileError } from '../../contract/errors.ts';
import { circulate } from '../../engines/flow/circulation.ts';
import { maximiseByFlow } from '../../engines/flow/maximise.ts';
import { matchingByAssignment } from '../../engines/flow/matching-by-assignment.ts';
import { networkOf } from '../../engines/flow/network.ts';
import type { Network } from '../../engines/flow/network.ts';
import { canonicalProblem } from '../../program/canonical.ts';
import { isFeasible } from '../../program/choice.ts';
import { gathered } from '../../program/columns.ts';
import { largestMatching } from '../../program/cover.ts';
import type { EarlierPrices } from '../../program/maximum.ts';
import { narrowed } from '../../program/narrowing.ts';
import { isPure, pairCount, withObjective } from '../../program/program.ts';
import type { Limits, Program } from '../../program/program.ts';
import { inLowestTerms } from './fraction.ts';
import { canonicalOnFace } from './optimal-face.ts';
import type { Weighing } from './weighing.ts';

/** Whole multipliers of the points, one for each criterion: weights in any unit. Not negative. */
export type Multipliers = readonly number[];

/** A match that is best under some multipliers, with whole prices that were checked to prove it. */
export interface BestMatch {
  /** Edges of the network, ascending. */
  readonly edges: Int32Array;
  /** The sum of the points over the pairs, for each criterion. */
  readonly totals: Float64Array;
  /** Of the multipliers in lowest terms. */
  readonly prices: EarlierPrices;
}

const NOTHING_HOLDS = 'No match keeps the minima and pins. Loosen one of them.';

/**
 * The matches of a problem without quotas under any weights: what does not depend on them (the levels before the score, the network) is
 * done once, so that a solve is a sum over the pairs and one run of the network kernel.
 */
export class WeighedProgram {
  readonly weighing: Weighing;
  readonly #network: Network;
  /** Points over the network's edges, one column for each criterion. */
  readonly #points: readonly Int32Array[];
  /** The problem's pair of each edge. */
  readonly #pairs: Int32Array;
  /** Pairs of the problem that are in every match. */
  readonly #always: Int32Array;
  readonly #alwaysTotals: Float64Array;
  readonly #countsAfterScore: boolean;
  /** Over the network's edges. */
  readonly #worth: Float64Array;

  /**
   * Throws INVALID_PROBLEM where there are quotas, where levels compare scores in other ways than by their sum, where nothing keeps the
   * minima and pins.
   */
  constructor(weighing: Weighing) {
    const { problem, criteria } = weighing;
    checkLevels(problem.levels);
    const canonical = canonicalProblem(problem);
    if (!isPure(canonical.program))
      refuse(
        'With quotas the changes cannot be found by exact steps. Switch the quotas off for this question.',
      );
    const program = problem.levels[0] === 'matched' ? largestOnly(canonical.program) : canonical.program;
    const { pairs } = canonical.order;
    this.weighing = weighing;
    this.#network = networkOf(program);
    this.#pairs = gathered(new Int32Array(this.#network.pair.length), pairs, this.#network.pair);
    this.#points = criteria.map(({ points }) =>
      gathered(new Int32Array(this.#pairs.length), points, this.#pairs),
    );
    this.#always = pairs.filter((_, pair) => program.fixed[pair] === 1);
    this.#alwaysTotals = totals(criteria, this.#always);
    this.#worth = this.#network.worth;
    this.#countsAfterScore = problem.levels.indexOf('matched') > 0;
    if (!isPossible(this.#network)) refuse(NOTHING_HOLDS);
  }

  /** A best match. Of several the kernel's, which depends on nothing but the weighing and the prices. */
  best(multipliers: Multipliers, earlier?: EarlierPrices): BestMatch {
    this.#weigh(inLowestTerms(multipliers));
    return this.#solve(earlier);
  }

  /** Of the best matches one that shares as many pairs as possible with the marked pairs of the problem (1 where marked). */
  bestNear(multipliers: Multipliers, marked: Uint8Array): BestMatch {
    const { participants, mentors } = this.#network;
    const room = Math.min(seatsOf(participants), seatsOf(mentors)) + 1;
    this.#weigh(inLowestTerms(multipliers).map((multiplier) => multiplier * room));
    for (let edge = 0; edge < this.#worth.length; edge += 1)
      if (marked[this.#pairs[edge] as number] === 1) this.#worth[edge] = (this.#worth[edge] as number) + 1;
    return this.#solve(undefined);
  }

  /**
   * The canonical one of all matches that are as good as this one under the multipliers under which it was found: the one that a solve of
   * the problem with these weights gives.
   */
  canonical(multipliers: Multipliers, { edges, prices }: BestMatch): Int32Array {
    this.#weigh(inLowestTerms(multipliers));
    return this.#told(canonicalOnFace(this.#network, edges, prices, this.#countsAfterScore));
  }

  /** The pairs of a match in the problem, ascending. */
  pairsOf({ edges }: BestMatch): Int32Array {
    return this.#told(edges);
  }

  /** The sum of the points over these pairs of the problem, for each criterion. */
  totalsOfPairs(pairs: Int32Array): Float64Array {
    return totals(this.weighing.criteria, pairs);
  }

  /** The criteria whose weights matter: one that gives the same to all pairs moves nothing among matches of one size. */
  movingCriteria(): readonly number[] {
    const isOfOneSize = this.weighing.problem.levels[0] === 'matched';
    const tellsApart = (points: Int32Array) => points.some((value) => value !== points[0] || !isOfOneSize);
    return Array.from(this.#points.keys()).filter((criterion) =>
      tellsApart(this.#points[criterion] as Int32Array),
    );
  }

  /** worth_e = sum of multiplier x points. */
  #weigh(multipliers: Multipliers): void {
    const worth = this.#worth;
    worth.fill(0);
    for (const [criterion, multiplier] of multipliers.entries()) {
      if (multiplier === 0) continue;
      const points = this.#points[criterion] as Int32Array;
      for (let edge = 0; edge < worth.length; edge += 1)
        worth[edge] = (worth[edge] as number) + multiplier * (points[edge] as number);
    }
  }

  #solve(earlier: EarlierPrices | undefined): BestMatch {
    const assigned = matchingByAssignment(this.#network, earlier);
    const found = assigned?.isOptimal ? assigned : circulate(this.#network, assigned);
    if ('kind' in found && found.kind === 'infeasible') return contradiction('a match was there before');
    const { chosen, participants, mentors } = found;
    const edges = placesOfOnes(chosen);
    const prices = { participants, mentors };
    if (this.#worthOf(edges) !== dualOf(this.#network, prices))
      contradiction('the prices do not prove the match');
    return { edges, totals: this.#totalsOf(edges), prices };
  }

  #worthOf(edges: Int32Array): number {
    let sum = 0;
    for (let place = 0; place < edges.length; place += 1)
      sum += this.#worth[edges[place] as number] as number;
    return sum;
  }

  #totalsOf(edges: Int32Array): Float64Array {
    return this.#alwaysTotals.map((always, criterion) => {
      const points = this.#points[criterion] as Int32Array;
      let sum = always;
      for (let place = 0; place < edges.length; place += 1) sum += points[edges[place] as number] as number;
      return sum;
    });
  }

  /** Edges as pairs of the problem, with those that are in every match. */
  #told(edges: Int32Array): Int32Array {
    const pairs = new Int32Array(edges.length + this.#always.length);
    gathered(pairs, this.#pairs, edges);
    pairs.set(this.#always, edges.length);
    return pairs.sort();
  }
}

function checkLevels(levels: readonly string[]): void {
  if (!levels.includes('score'))
    refuse('Weights do not matter here: the total score is none of the levels. Add the level "score".');
  if (levels.some((level) => level !== 'matched' && level !== 'score'))
    refuse(
      'With the levels "weakest" and "leximin" the best value is not a convex function of a weight, so changes cannot be found by exact steps. Use the levels "matched" and "score".',
    );
}

/** The face of the largest matches. */
function largestOnly(program: Program): Program {
  const counting = withObjective(program, new Float64Array(pairCount(program)).fill(1));
  const { x, proven } = largestMatching(counting, program.objective);
  if (isFeasible(program, x))
    return narrowed(counting, proven.bound, { proof: proven.leaf, rightSide: proven.rightSide }).program;
  const maximum = maximiseByFlow(counting);
  return maximum.best ? narrowed(counting, maximum.best.value, maximum).program : refuse(NOTHING_HOLDS);
}

/** Can the limits be kept? Without minima nobody has to be matched. */
function isPossible(network: Network): boolean {
  const isBound = [network.participants, network.mentors].some(({ min, max }) =>
    min.some((least, node) => least > 0 || (max[node] as number) < 0),
  );
  return (
    !isBound || circulate({ ...network, worth: new Float64Array(network.pair.length) }).kind === 'optimal'
  );
}

function totals(criteria: Weighing['criteria'], pairs: Int32Array): Float64Array {
  return Float64Array.from(criteria, ({ points }) =>
    pairs.reduce((sum, pair) => sum + (points[pair] as number), 0),
  );
}

function seatsOf({ max }: Limits): number {
  return max.reduce((sum, most) => sum + most, 0);
}

function placesOfOnes(chosen: Uint8Array): Int32Array {
  const places: number[] = [];
  for (let edge = 0; edge < chosen.length; edge += 1) if (chosen[edge] === 1) places.push(edge);
  return Int32Array.from(places);
}

/**
 * The right side of weak duality: no choice is worth more than sum_e max(0, worth - u - v) + sum_i max(u min, u max) + the same for
 * mentors. The kernel has bounded such sums below 2^53.
 */
function dualOf(network: Network, { participants, mentors }: EarlierPrices): number {
  const { starts, mentor, worth } = network;
  let sum = limitsWorth(network.participants, participants) + limitsWorth(network.mentors, mentors);
  for (let node = 0; node < participants.length; node += 1) {
    const price = participants[node] as number;
    const end = starts[node + 1] as number;
    for (let edge = starts[node] as number; edge < end; edge += 1) {
      const gain = (worth[edge] as number) - price - (mentors[mentor[edge] as number] as number);
      if (gain > 0) sum += gain;
    }
  }
  return sum;
}

function limitsWorth({ min, max }: Limits, prices: Float64Array): number {
  let sum = 0;
  for (let node = 0; node < prices.length; node += 1) {
    const price = prices[node] as number;
    sum += price * ((price > 0 ? max[node] : min[node]) as number);
  }
  return sum;
}

function contradiction(what: string): never {
  throw new MileError(
    'INTERNAL',
    `The search under other weights contradicts itself: ${what}. Please report this cohort.`,
  );
}

function refuse(sentence: string): never {
  throw new MileError('INVALID_PROBLEM', sentence);
}
