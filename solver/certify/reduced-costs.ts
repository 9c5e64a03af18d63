import type { Leaf } from '../contract/certificate.ts';
import { largestMagnitude } from './entries.ts';
import type { WholeSum } from './exact.ts';
import { FREE, ONE, ZERO } from './live-pairs.ts';
import { QUICK_HALF, QUICK_REACH, QuickLook } from './quick-look.ts';
import type { QuotaTerm } from './quota-costs.ts';
import type { Region } from './region.ts';
import { bucketOf, sumOfWorths } from './worth.ts';
import type { Worth, WorthSum, WorthTerm } from './worth.ts';

/**
 * r_e = D c_e - sum_k y_k A_ke - u_i - v_j, exactly; D is 0 in a contradiction leaf. Good until the next leaf of the region is
 * looked at.
 */
export interface ReducedCosts {
  at(pair: number): number | bigint;
  /** Adds max(0, r_e) for every pair in the columns of live pairs. */
  addPositive(sum: WholeSum): void;
  /** Fixes for good every free pair whose r_e is larger than the gap (to 1) or smaller than minus the gap (to 0). */
  settleBeyond(gap: bigint): void;
}

/** Doubles where no partial result can reach 2^52, BigInt else. One look at each entry of a quota that has a multiplier. */
export function reducedCosts(region: Region, objective: Worth | undefined, leaf: Leaf): ReducedCosts {
  const terms: WorthTerm[] = [];
  const quotas: QuotaTerm[] = [];
  let reach = largestMagnitude(leaf.participants) + largestMagnitude(leaf.mentors);
  let quickReach = reach;
  const addTerm = (worth: Worth, factor: number) => {
    terms.push([worth, factor]);
    const own = worth.largest * Math.abs(factor);
    reach += own;
    quickReach += worth.slope === 0 ? own : Math.abs(worth.base * factor);
  };
  if (objective && leaf.kind === 'bound') addTerm(objective, leaf.scale);
  for (const [index, { worth, entries }] of region.rows.entries()) {
    const factor = -(leaf.rows[index] as number);
    if (factor === 0) continue;
    if (worth) addTerm(worth, factor);
    if (!entries) continue;
    quotas.push({ entries, factor });
    reach += entries.largest * Math.abs(factor);
  }
  const worths = sumOfWorths(terms, region.edges);
  if (reach >= SAFE_REACH) return new WideCosts(region, worths, quotas, leaf);
  const isQuick =
    quickReach < QUICK_HALF && quotas.length === 0 && (worths.slope === 0n || worths.table.length === 1);
  return new SafeCosts(
    region,
    worths,
    quotas,
    leaf,
    isQuick ? new QuickLook(region, worths, leaf) : undefined,
  );
}

/** A quarter of 2^53: a worth and its jumps may each be as large as the reach, which itself is summed in doubles. */
const SAFE_REACH = 2 ** 51;
const FULL = 2 ** 52;

class SafeCosts implements ReducedCosts {
  readonly #region: Region;
  readonly #slope: number;
  /** D c_e less the rows of steps, without what grows with the score: for each bucket, or one for all. */
  readonly #table: Float64Array;
  /** What the quotas add to each pair; undefined where none has a multiplier. */
  readonly #quotas: Float64Array | undefined;
  readonly #leaf: Leaf;
  readonly #quick: QuickLook | undefined;
  #prices: { readonly participants: Float64Array; readonly mentors: Float64Array } | undefined;
  /** Told by a quick look. */
  #isNonePositive = false;

  constructor(
    region: Region,
    { slope, table }: WorthSum,
    quotas: readonly QuotaTerm[],
    leaf: Leaf,
    quick: QuickLook | undefined,
  ) {
    this.#region = region;
    this.#slope = Number(slope);
    this.#table = new Float64Array(table.map(Number));
    this.#quotas = quotas.length > 0 ? region.quotaCosts.load(quotas) : undefined;
    this.#leaf = leaf;
    this.#quick = quick;
  }

  #doubles() {
    this.#prices ??= {
      participants: new Float64Array(this.#leaf.participants),
      mentors: new Float64Array(this.#leaf.mentors),
    };
    return this.#prices;
  }

  at(pair: number): number {
    const { edges, grouped } = this.#region;
    const { participants, mentors } = this.#doubles();
    const score = grouped.scoreOf[pair] as number;
    const bucket = this.#table.length > 1 ? bucketOf(edges, score) : 0;
    return (
      (this.#table[bucket] as number) +
      this.#slope * score +
      (this.#quotas ? (this.#quotas[pair] as number) : 0) -
      (participants[grouped.participantOf[pair] as number] as number) -
      (mentors[grouped.mentorOf[pair] as number] as number)
    );
  }

  // Runs that need a closer look are looked at in methods of their own: loops that hardly ever run would keep the compilers from making these two fast.

  addPositive(sum: WholeSum): void {
    const { live } = this.#region;
    if (live.barred && this.#quick?.isNonePositiveButBarred(live.barred) === true) return;
    const { starts } = live;
    let isNonePositive = true;
    for (let node = 0; node + 1 < starts.length; node += 1) {
      if (this.#quick?.isWithin(node, -QUICK_REACH, 0) === true) continue;
      isNonePositive = false;
      this.#addPositiveOf(node, sum);
    }
    this.#isNonePositive = isNonePositive;
  }

  settleBeyond(gap: bigint): void {
    // No reduced cost is larger than FULL here.
    const most = gap < BigInt(FULL) ? Number(gap) : FULL;
    const quick = most < QUICK_REACH ? this.#quick : undefined;
    // Where none is above 0, none is above the gap.
    if (this.#isNonePositive && most >= 0 && quick?.barBelow(most) === true) return;
    const { starts } = this.#region.live;
    for (let node = 0; node + 1 < starts.length; node += 1)
      if (quick?.isWithin(node, -most, most) !== true) this.#settleBeyondOf(node, most);
  }

  #addPositiveOf(node: number, sum: WholeSum): void {
    const { run } = this.#region.quotaCosts;
    const size = this.#fillRun(node);
    let partial = 0;
    for (let place = 0; place < size; place += 1) {
      const cost = run[place] as number;
      if (cost <= 0) continue;
      partial += cost;
      if (partial < FULL) continue;
      sum.add(partial);
      partial = 0;
    }
    sum.add(partial);
  }

  #settleBeyondOf(node: number, most: number): void {
    const { live, quotaCosts } = this.#region;
    const { starts, status, pair } = live;
    const { run } = quotaCosts;
    const begin = starts[node] as number;
    const size = this.#fillRun(node);
    for (let place = 0; place < size; place += 1) {
      const cost = run[place] as number;
      if (cost <= most && cost >= -most) continue;
      const index = pair ? (pair[begin + place] as number) : begin + place;
      if (status[index] === FREE) live.settle(index, cost > 0 ? ONE : ZERO);
    }
  }

  /** Writes the reduced costs of a participant's run to the shared buffer; says how many. */
  #fillRun(node: number): number {
    const { live, edges, quotaCosts } = this.#region;
    const { starts, pair, mentor, score } = live;
    const { run } = quotaCosts;
    const begin = starts[node] as number;
    const size = (starts[node + 1] as number) - begin;
    if (size === 0) return 0;
    const table = this.#table;
    const { participants, mentors: prices } = this.#doubles();
    const own = participants[node] as number;
    const slope = this.#slope;
    const buckets = table.length > 1 ? live.buckets(edges) : undefined;
    const base = (table[0] as number) - own;
    for (let place = 0; place < size; place += 1)
      run[place] =
        (buckets ? (table[buckets[begin + place] as number] as number) - own : base) +
        slope * (score[begin + place] as number);
    const quotas = this.#quotas;
    for (let place = 0; place < size; place += 1)
      run[place] =
        (run[place] as number) +
        (quotas ? (quotas[pair ? (pair[begin + place] as number) : begin + place] as number) : 0) -
        (prices[mentor[begin + place] as number] as number);
    return size;
  }
}

class WideCosts implements ReducedCosts {
  readonly #region: Region;
  readonly #worths: WorthSum;
  readonly #quotas = new Map<number, bigint>();
  readonly #participants: readonly bigint[];
  readonly #mentors: readonly bigint[];

  constructor(region: Region, worths: WorthSum, quotas: readonly QuotaTerm[], leaf: Leaf) {
    this.#region = region;
    this.#worths = worths;
    this.#participants = leaf.participants.map(BigInt);
    this.#mentors = leaf.mentors.map(BigInt);
    for (const { entries, factor } of quotas) {
      for (let entry = 0; entry < entries.pairs.length; entry += 1) {
        const pair = entries.pairs[entry] as number;
        const cost = BigInt(factor) * BigInt(entries.coefficients[entry] as number);
        this.#quotas.set(pair, (this.#quotas.get(pair) ?? 0n) + cost);
      }
    }
  }

  at(pair: number): bigint {
    const { edges, grouped } = this.#region;
    const { slope, table } = this.#worths;
    const score = grouped.scoreOf[pair] as number;
    return (
      (table[table.length > 1 ? bucketOf(edges, score) : 0] as bigint) +
      slope * BigInt(score) +
      (this.#quotas.get(pair) ?? 0n) -
      (this.#participants[grouped.participantOf[pair] as number] as bigint) -
      (this.#mentors[grouped.mentorOf[pair] as number] as bigint)
    );
  }

  addPositive(sum: WholeSum): void {
    const { count, pair } = this.#region.live;
    for (let place = 0; place < count; place += 1) {
      const cost = this.at(pair ? (pair[place] as number) : place);
      if (cost > 0n) sum.add(cost);
    }
  }

  settleBeyond(gap: bigint): void {
    const { live } = this.#region;
    const { count, pair, status } = live;
    for (let place = 0; place < count; place += 1) {
      const index = pair ? (pair[place] as number) : place;
      if (status[index] !== FREE) continue;
      const cost = this.at(index);
      if (cost > gap) live.settle(index, ONE);
      else if (cost < -gap) live.settle(index, ZERO);
    }
  }
}
