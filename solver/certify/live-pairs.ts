import type { GroupedPairs } from './grouped-pairs.ts';

/** What x_e may be. */
export const FREE = 0;
export const ONE = 1;
export const ZERO = 2;

/**
 * The pairs that may still be 1, in columns that shrink as pairs are fixed: what is known to be 0 is not visited again. A few fixed
 * pairs may wait in the columns (`waiting`) until removing them is worth a pass.
 */
export class LivePairs {
  /** FREE, ONE or ZERO for each pair of the problem. */
  readonly status: Uint8Array;
  /** Fixed pairs that still stand in the columns. */
  readonly waiting: number[] = [];
  /** Pairs fixed to 1 that have left the columns. */
  readonly ones: number[] = [];
  starts: Int32Array;
  /** The problem's index of the pair at each place; undefined where the places are the indices. */
  pair: Int32Array | undefined;
  mentor: Int32Array;
  score: Int32Array;
  /** How many places the columns have. */
  count: number;
  #bucket: Int32Array | undefined;
  /** Pairs were fixed for good that are not on the list of those that wait. */
  #isStale = false;
  #isOwn = false;

  constructor({ starts, pair, mentor, score }: GroupedPairs) {
    this.status = new Uint8Array(mentor.length);
    this.starts = starts;
    this.pair = pair;
    this.mentor = mentor;
    this.score = score;
    this.count = mentor.length;
  }

  /** The bucket of the score at each place (worth.ts). Always called with the same edges. */
  buckets(edges: readonly number[]): Int32Array {
    this.#bucket ??= bucketColumn(this.score, this.count, edges);
    return this.#bucket;
  }

  /** The same pairs, what is fixed now being fixed for good. Linear in the pairs. */
  copy(grouped: GroupedPairs): LivePairs {
    const copy = new LivePairs(grouped);
    for (let pair = 0; pair < this.status.length; pair += 1) {
      const status = this.status[pair];
      if (status === ONE || status === ZERO) copy.settle(pair, status);
    }
    copy.tidy();
    return copy;
  }

  /** Fixes a free pair, to be freed again by `free`. */
  fix(pair: number, to: typeof ONE | typeof ZERO): void {
    this.status[pair] = to;
    this.waiting.push(pair);
  }

  /** Frees what was fixed since `waiting` had this length. */
  free(length: number): void {
    for (let place = length; place < this.waiting.length; place += 1)
      this.status[this.waiting[place] as number] = FREE;
    this.waiting.length = length;
  }

  /** Fixes a free pair for good. `tidy` must be called before the columns are read again. */
  settle(pair: number, to: typeof ONE | typeof ZERO): void {
    this.status[pair] = to;
    if (this.waiting.length < this.count >> MOST_WAITING_SHIFT) this.waiting.push(pair);
    else this.#isStale = true;
  }

  /** Takes the fixed pairs out of the columns where they are too many to wait; says whether. Linear in what the columns hold. */
  tidy(): boolean {
    if (!this.#isStale) return false;
    const { status, starts, mentor, score } = this;
    const bucket = this.#bucket;
    // The first columns are those of the problem and stay untouched; later ones are overwritten in place.
    const size = this.#isOwn ? 0 : this.#freePlaces() + 1;
    const into = this.#isOwn && this.pair ? this.pair : new Int32Array(size);
    const intoMentor = this.#isOwn ? mentor : new Int32Array(size);
    const intoScore = this.#isOwn ? score : new Int32Array(size);
    const newStarts = new Int32Array(starts.length);
    const from = this.pair;
    let to = 0;
    for (let node = 0; node + 1 < starts.length; node += 1) {
      const end = starts[node + 1] as number;
      for (let place = starts[node] as number; place < end; place += 1) {
        const pair = from ? (from[place] as number) : place;
        into[to] = pair;
        intoMentor[to] = mentor[place] as number;
        intoScore[to] = score[place] as number;
        if (bucket) bucket[to] = bucket[place] as number;
        if (status[pair] === FREE) to += 1;
        else if (status[pair] === ONE) this.ones.push(pair);
      }
      newStarts[node + 1] = to;
    }
    this.starts = newStarts;
    this.pair = into;
    this.mentor = intoMentor;
    this.score = intoScore;
    this.count = to;
    this.waiting.length = 0;
    this.#isStale = false;
    this.#isOwn = true;
    return true;
  }

  #freePlaces(): number {
    let free = 0;
    for (const status of this.status) if (status === FREE) free += 1;
    return free;
  }
}

/** At most one pair in 32 waits: correcting for one costs about as much as visiting 16. */
const MOST_WAITING_SHIFT = 5;

function bucketColumn(score: Int32Array, count: number, edges: readonly number[]): Int32Array {
  let best = 0;
  for (let place = 0; place < count; place += 1) best = Math.max(best, score[place] as number);
  const bucketOfScore = new Int32Array(best + 1);
  for (let worth = 0, below = 0; worth <= best; worth += 1) {
    while (below < edges.length && (edges[below] as number) <= worth) below += 1;
    bucketOfScore[worth] = below;
  }
  const bucket = new Int32Array(score.length);
  for (let place = 0; place < count; place += 1)
    bucket[place] = bucketOfScore[score[place] as number] as number;
  return bucket;
}
