import { MileError } from '../../contract/errors.ts';
import { circulate } from '../../engines/flow/circulation.ts';
import { matchingByAssignment } from '../../engines/flow/matching-by-assignment.ts';
import type { Network } from '../../engines/flow/network.ts';
import { placesOfOnes } from '../../program/choice.ts';
import { gathered } from '../../program/columns.ts';
import type { EarlierPrices } from '../../program/maximum.ts';
import type { Limits } from '../../program/program.ts';
import { inLowestTerms } from './fraction.ts';
import { canonicalOnFace, settledBy } from './optimal-face.ts';
import type { PricedMatch } from './optimal-face.ts';
import { sizeFaceOf } from './size-face.ts';
import type { SizeFace } from './size-face.ts';
import type { Weighing } from './weighing.ts';

/** Whole multipliers of the points, one for each criterion: weights in any unit. Not negative. */
export type Multipliers = readonly number[];

/** A match that is best under some multipliers. Edges are the network's; prices, of the multipliers in lowest terms, were checked to prove it. */
export interface BestMatch extends PricedMatch {
  /** The sum of the points over the pairs, for each criterion. */
  readonly totals: Float64Array;
}

/**
 * The matches of a problem without quotas under any weights: what does not depend on them (the levels before the score, the network) is
 * done once, so that a solve is a sum over the pairs and one run of the network kernel.
 */
export class WeighedProgram {
  readonly weighing: Weighing;
  readonly face: SizeFace;
  readonly #network: Network;
  /** Points over the network's edges, one column for each criterion. */
  readonly #points: readonly Int32Array[];
  readonly #alwaysTotals: Float64Array;
  /** Over the network's edges. */
  readonly #worth: Float64Array;

  /** The face is that of the weighing's problem. Throws what `sizeFaceOf` throws. */
  constructor(weighing: Weighing, face = sizeFaceOf(weighing.problem)) {
    const { criteria } = weighing;
    const { network, pairs, always } = face;
    this.weighing = weighing;
    this.face = face;
    this.#worth = new Float64Array(pairs.length);
    this.#network = { ...network, worth: this.#worth };
    this.#points = criteria.map(({ points }) => gathered(new Int32Array(pairs.length), points, pairs));
    this.#alwaysTotals = totals(criteria, always);
  }

  /** A best match. Of several the kernel's, which depends on nothing but the weighing. */
  best(multipliers: Multipliers): BestMatch {
    this.#weigh(inLowestTerms(multipliers));
    return this.#solve();
  }

  /** Of the best matches one that shares as many pairs as possible with the marked pairs of the problem (1 where marked). */
  bestNear(multipliers: Multipliers, marked: Uint8Array): BestMatch {
    const { participants, mentors } = this.#network;
    const room = Math.min(seatsOf(participants), seatsOf(mentors)) + 1;
    this.#weigh(inLowestTerms(multipliers).map((multiplier) => multiplier * room));
    for (let edge = 0; edge < this.#worth.length; edge += 1)
      if (marked[this.face.pairs[edge] as number] === 1)
        this.#worth[edge] = (this.#worth[edge] as number) + 1;
    return this.#solve();
  }

  /**
   * The canonical one of all matches that are as good as this one where it was found: the one that a solve of the problem with these
   * weights gives.
   */
  canonical(match: BestMatch): Int32Array {
    return this.#told(canonicalOnFace(this.face, match));
  }

  /** u + v - worth of each edge under the multipliers in lowest terms. */
  slacks(multipliers: Multipliers, { participants, mentors }: EarlierPrices): Float64Array {
    this.#weigh(inLowestTerms(multipliers));
    const { participantOf, network } = this.face;
    return this.#worth.map(
      (worth, edge) =>
        (participants[participantOf[edge] as number] as number) +
        (mentors[network.mentor[edge] as number] as number) -
        worth,
    );
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
    const weighing = multipliers
      .map((multiplier, criterion) => ({ multiplier, points: this.#points[criterion] as Int32Array }))
      .filter(({ multiplier }) => multiplier !== 0);
    const [first, ...others] = weighing;
    if (!first) worth.fill(0);
    else
      for (let edge = 0; edge < worth.length; edge += 1)
        worth[edge] = first.multiplier * (first.points[edge] as number);
    for (const { multiplier, points } of others)
      for (let edge = 0; edge < worth.length; edge += 1)
        worth[edge] = (worth[edge] as number) + multiplier * (points[edge] as number);
  }

  #solve(): BestMatch {
    const assigned = matchingByAssignment(this.#network);
    const found = assigned?.isOptimal ? assigned : circulate(this.#network, assigned);
    if ('kind' in found && found.kind === 'infeasible') return contradiction('a match was there before');
    const { chosen, participants, mentors } = found;
    const edges = placesOfOnes(chosen);
    const prices = { participants, mentors };
    const settled = settledBy(this.#network, prices);
    if (this.#worthOf(edges) !== settled.bound) contradiction('the prices do not prove the match');
    return { edges, totals: this.#totalsOf(edges), prices, settled };
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
    const pairs = new Int32Array(edges.length + this.face.always.length);
    gathered(pairs, this.face.pairs, edges);
    pairs.set(this.face.always, edges.length);
    return pairs.sort();
  }
}

function totals(criteria: Weighing['criteria'], pairs: Int32Array): Float64Array {
  return Float64Array.from(criteria, ({ points }) =>
    pairs.reduce((sum, pair) => sum + (points[pair] as number), 0),
  );
}

function seatsOf({ max }: Limits): number {
  return max.reduce((sum, most) => sum + most, 0);
}

function contradiction(what: string): never {
  throw new MileError(
    'INTERNAL',
    `The search under other weights contradicts itself: ${what}. Please report this cohort.`,
  );
}
