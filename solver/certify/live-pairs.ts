import type { GroupedPairs } from './grouped-pairs.ts';
import { bucketOf } from './worth.ts';

/** What x_e may be. */
export const FREE = 0;
export const ONE = 1;
export const ZERO = 2;

/** Pairs that are ruled out by their ends alone: those of a participant and a mentor whose prices come to more than `most` together. */
export interface Barred {
  readonly participants: Int32Array;
  readonly mentors: Int32Array;
  readonly most: number;
}

/** The columns with those that are barred still in them: all that a first look needs. */
export type UntidyPairs = Pick<GroupedPairs, 'starts' | 'mentor' | 'score'>;

/**
 * The pairs that may still be 1, in columns that shrink as pairs are fixed: what is known to be 0 is not visited again. A few fixed
 * pairs may wait in the columns (`waiting`) until removing them is worth a pass. What is barred is fixed when somebody reads the columns first, other
 * than by `untidy`: the proof of the next step often does not.
 */
export class LivePairs {
  /** Made when it is first needed. */
  #ownStatus: Uint8Array | undefined;
  readonly #pairs: number;
  readonly #waiting: number[] = [];
  /** Pairs fixed to 1 that have left the columns. */
  readonly ones: number[] = [];
  #columns: Pick<GroupedPairs, 'starts' | 'pair' | 'mentor' | 'score'>;
  #count: number;
  #bucket: Int32Array | undefined;
  #barred: Barred | undefined;
  /** Pairs were fixed for good that are not on the list of those that wait. */
  #isStale = false;
  #isOwn = false;

  constructor(grouped: GroupedPairs) {
    this.#pairs = grouped.mentor.length;
    this.#columns = grouped;
    this.#count = grouped.mentor.length;
  }

  /** FREE, ONE or ZERO for each pair of the problem. */
  get status(): Uint8Array {
    this.#settleBarred();
    return this.#status;
  }

  /** Fixed pairs that still stand in the columns. */
  get waiting(): number[] {
    this.#settleBarred();
    return this.#waiting;
  }

  /** Where each participant's run begins. */
  get starts(): Int32Array {
    return this.#tidied().starts;
  }

  /** The problem's index of the pair at each place; undefined where the places are the indices. */
  get pair(): Int32Array | undefined {
    return this.#tidied().pair;
  }

  get mentor(): Int32Array {
    return this.#tidied().mentor;
  }

  get score(): Int32Array {
    return this.#tidied().score;
  }

  /** How many places the columns have. */
  get count(): number {
    this.#settleBarred();
    return this.#count;
  }

  /** What is barred and not yet fixed. */
  get barred(): Barred | undefined {
    return this.#barred;
  }

  get untidy(): UntidyPairs {
    return this.#columns;
  }

  /** Fixes these to 0 once it matters. */
  bar(barred: Barred): void {
    this.#settleBarred();
    this.#barred = barred;
  }

  get #status(): Uint8Array {
    this.#ownStatus ??= new Uint8Array(this.#pairs);
    return this.#ownStatus;
  }

  #tidied() {
    this.#settleBarred();
    return this.#columns;
  }

  #settleBarred(): void {
    const barred = this.#barred;
    if (!barred) return;
    this.#barred = undefined;
    const { starts, pair, mentor } = this.#columns;
    const status = this.#status;
    for (let node = 0; node + 1 < starts.length; node += 1) {
      const most = barred.most - (barred.participants[node] as number);
      for (let place = starts[node] as number; place < (starts[node + 1] as number); place += 1) {
        if ((barred.mentors[mentor[place] as number] as number) <= most) continue;
        const index = pair ? (pair[place] as number) : place;
        if (status[index] === FREE) this.settle(index, ZERO);
      }
    }
    this.tidy();
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
    const { starts, pair: from, mentor, score } = this.#columns;
    const status = this.#status;
    const bucket = this.#bucket;
    // The first columns are those of the problem and stay untouched; later ones are overwritten in place.
    const size = this.#isOwn ? 0 : this.#freePlaces() + 1;
    const into = this.#isOwn && from ? from : new Int32Array(size);
    const intoMentor = this.#isOwn ? mentor : new Int32Array(size);
    const intoScore = this.#isOwn ? score : new Int32Array(size);
    const newStarts = new Int32Array(starts.length);
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
    this.#columns = { starts: newStarts, pair: into, mentor: intoMentor, score: intoScore };
    this.#count = to;
    this.#waiting.length = 0;
    this.#isStale = false;
    this.#isOwn = true;
    return true;
  }

  #freePlaces(): number {
    const status = this.#status;
    let free = 0;
    for (let pair = 0; pair < status.length; pair += 1) if (status[pair] === FREE) free += 1;
    return free;
  }
}

/** At most one pair in 32 waits: correcting for one costs about as much as visiting 16. */
const MOST_WAITING_SHIFT = 5;

function bucketColumn(score: Int32Array, count: number, edges: readonly number[]): Int32Array {
  let best = 0;
  for (let place = 0; place < count; place += 1) best = Math.max(best, score[place] as number);
  const shift = shiftOf(best, edges.length);
  const first = firstBuckets(best, shift, edges);
  const bucket = new Int32Array(score.length);
  for (let place = 0; place < count; place += 1) {
    const worth = score[place] as number;
    const cell = worth >> shift;
    bucket[place] = bucketOf(edges, worth, first[cell], first[cell + 1]);
  }
  return bucket;
}

/** Cells of a table that tells nearly all buckets at one look, for each edge; none but these few has to be told by halving. */
const CELLS_PER_EDGE = 4;

/** Scores are told apart by their cells, of 2^shift scores each: so many that there are about as many cells as edges, however large the scores. */
function shiftOf(best: number, edges: number): number {
  let shift = 0;
  while (best >> shift > CELLS_PER_EDGE * edges) shift += 1;
  return shift;
}

/** The bucket of the first score of each cell, and of the first behind the last. */
function firstBuckets(best: number, shift: number, edges: readonly number[]): Int32Array {
  const first = new Int32Array((best >> shift) + 2);
  for (let cell = 0; cell < first.length; cell += 1) first[cell] = bucketOf(edges, cell * 2 ** shift);
  return first;
}
