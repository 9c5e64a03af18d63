import type { Leaf } from '../contract/certificate.ts';
import type { Barred } from './live-pairs.ts';
import type { Region } from './region.ts';
import type { WorthSum } from './worth.ts';

/** Reduced costs and gaps below this can be added and subtracted in 32 bits. */
export const QUICK_REACH = 2 ** 29;
/** Half of it is for what grows with the score, half for prices and the rest of the worth. */
export const QUICK_HALF = QUICK_REACH / 2;
const LARGEST = 2 ** 31 - 1;

/**
 * Tells of a whole run of pairs that none of its reduced costs is out of bounds, in 32-bit arithmetic with one sign bit for all:
 * several times faster than looking at each cost, and with good prices hardly a run has to be looked at again. Only where the worth
 * is a line in the score or depends on its bucket alone, no quota has a multiplier, and prices and the worth's other parts stay below QUICK_HALF. A
 * score with which the line would not is told like a cost out of bounds, by the same sign: so no pass over the scores has to come first.
 */
export class QuickLook {
  readonly #region: Region;
  readonly #slope: number;
  /** No higher score keeps slope x score within its half. */
  readonly #highestScore: number;
  readonly #table: Int32Array;
  readonly #participants: Int32Array;
  readonly #mentors: Int32Array;
  readonly #lowest: number;
  readonly #highest: number;

  constructor(region: Region, { slope, table }: WorthSum, leaf: Leaf) {
    this.#region = region;
    this.#slope = Number(slope);
    this.#highestScore = Math.min(LARGEST, Math.floor(QUICK_HALF / Math.abs(this.#slope)));
    this.#table = new Int32Array(table.map(Number));
    this.#participants = new Int32Array(leaf.participants);
    this.#mentors = new Int32Array(leaf.mentors);
    let [lowest, highest] = [QUICK_REACH, -QUICK_REACH];
    for (let node = 0; node < this.#mentors.length; node += 1) {
      const price = this.#mentors[node] as number;
      if (price < lowest) lowest = price;
      if (price > highest) highest = price;
    }
    this.#lowest = lowest;
    this.#highest = highest;
  }

  /** False where some r_e of the participant's run may be below `least` or above `most`. */
  isWithin(node: number, least: number, most: number): boolean {
    const own = this.#participants[node] as number;
    if (this.#table.length > 1) return this.#isBucketWithin(node, least + own, most + own);
    const base = (this.#table[0] as number) - own;
    if (this.#slope === 0 && base - this.#highest >= least && base - this.#lowest <= most) return true;
    return this.#slope === 1
      ? this.#isScoreWithin(node, least - base, most - base)
      : this.#isLineWithin(node, least - base, most - base);
  }

  /**
   * True where no r_e is above 0, of all pairs that are not barred. The barred ones are still in the columns: a sign of their own takes
   * them out of the count.
   */
  isNonePositiveButBarred({ participants, mentors, most }: Barred): boolean {
    if (this.#table.length > 1) return false;
    const own = this.#participants;
    for (let node = 0; node < own.length; node += 1) {
      const base = (this.#table[0] as number) - (own[node] as number);
      const allowed = most - (participants[node] as number);
      if (!this.#isFreeLineWithin(node, -QUICK_REACH - base, -base, mentors, allowed)) return false;
    }
    return true;
  }

  /** Bars the pairs whose r_e is below -most, where prices alone decide that; false where they do not, or where nobody may wait. */
  barBelow(most: number): boolean {
    const { live, rows } = this.#region;
    if (this.#slope !== 0 || this.#table.length > 1 || rows.length > 0 || live.waiting.length > 0)
      return false;
    const limit = (this.#table[0] as number) + most;
    const [participants, mentors] = [this.#participants, this.#mentors];
    if (participants.some((price) => price + this.#highest > limit))
      live.bar({ participants, mentors, most: limit });
    return true;
  }

  #isFreeLineWithin(
    node: number,
    least: number,
    most: number,
    barring: Int32Array,
    allowed: number,
  ): boolean {
    const { starts, mentor, score } = this.#region.live.untidy;
    const prices = this.#mentors;
    const slope = this.#slope;
    const highest = this.#highestScore;
    const end = starts[node + 1] as number;
    let signs = 0;
    for (let place = starts[node] as number; place < end; place += 1) {
      const other = mentor[place] as number;
      const own = score[place] as number;
      const cost = (Math.imul(slope, own) - (prices[other] as number)) | 0;
      const sign = own | ((highest - own) | 0) | ((cost - least) | 0) | ((most - cost) | 0);
      signs |= sign & ~((allowed - (barring[other] as number)) >> 31);
    }
    return signs >= 0;
  }

  /**
   * The same for the score itself: a difference of two 32-bit numbers that leaves 32 bits comes back at the other end of them, out of bounds as well,
   * so the score need not be looked at. One subtraction tells of both bounds, since what is below the lower one is negative.
   */
  #isScoreWithin(node: number, least: number, most: number): boolean {
    const { starts, mentor, score } = this.#region.live;
    const prices = this.#mentors;
    const width = most - least;
    const end = starts[node + 1] as number;
    let signs = 0;
    for (let place = starts[node] as number; place < end; place += 1) {
      const above = ((score[place] as number) - (prices[mentor[place] as number] as number) - least) | 0;
      signs |= above | (width - above);
    }
    return signs >= 0;
  }

  #isLineWithin(node: number, least: number, most: number): boolean {
    const { starts, mentor, score } = this.#region.live;
    const prices = this.#mentors;
    const slope = this.#slope;
    const highest = this.#highestScore;
    const end = starts[node + 1] as number;
    let signs = 0;
    for (let place = starts[node] as number; place < end; place += 1) {
      const own = score[place] as number;
      const cost = (Math.imul(slope, own) - (prices[mentor[place] as number] as number)) | 0;
      signs |= own | ((highest - own) | 0) | ((cost - least) | 0) | ((most - cost) | 0);
    }
    return signs >= 0;
  }

  #isBucketWithin(node: number, least: number, most: number): boolean {
    const { live, edges } = this.#region;
    const { starts, mentor } = live;
    const buckets = live.buckets(edges);
    const table = this.#table;
    const prices = this.#mentors;
    const end = starts[node + 1] as number;
    let signs = 0;
    for (let place = starts[node] as number; place < end; place += 1) {
      const cost =
        ((table[buckets[place] as number] as number) - (prices[mentor[place] as number] as number)) | 0;
      signs |= (cost - least) | 0 | ((most - cost) | 0);
    }
    return signs >= 0;
  }
}
