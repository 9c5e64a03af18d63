import type { Leaf } from '../contract/certificate.ts';
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
    this.#table = Int32Array.from(table, Number);
    this.#participants = new Int32Array(leaf.participants);
    this.#mentors = new Int32Array(leaf.mentors);
    this.#lowest = this.#mentors.reduce((low, price) => Math.min(low, price), QUICK_REACH);
    this.#highest = this.#mentors.reduce((high, price) => Math.max(high, price), -QUICK_REACH);
  }

  /** False where some r_e of the participant's run may be below `least` or above `most`. */
  isWithin(node: number, least: number, most: number): boolean {
    const own = this.#participants[node] as number;
    if (this.#table.length > 1) return this.#isBucketWithin(node, least + own, most + own);
    const base = (this.#table[0] as number) - own;
    if (this.#slope === 0 && base - this.#highest >= least && base - this.#lowest <= most) return true;
    return this.#isLineWithin(node, least - base, most - base);
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
