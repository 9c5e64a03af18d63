import type { PairRange } from './measure.ts';
import type { TermVector } from './term-vectors.ts';

/** Cosines of one participant's text with those of the mentors listed in a range, in their order; valid until the next call. */
type Cosines = (participant: number, mentors: Int32Array, range: PairRange) => Float64Array;

/** From one mentor in so many on, one pass over everybody who uses a term is faster than looking at each mentor's terms. */
const MANY = 8;

/** Vectors in compressed rows: the entries of row r are start[r] to start[r + 1]. */
interface Rows {
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly weight: Float64Array;
}

/**
 * Sums of products over the terms that two texts share, always added in the order of the participant's terms, so that both ways of
 * finding them give the same number to the last bit.
 */
export function createCosines(participants: readonly TermVector[], mentors: readonly TermVector[]): Cosines {
  const terms = new Map<string, number>();
  const [own, theirs] = [toRows(participants, terms), toRows(mentors, terms)];
  const users = transposed(theirs, terms.size);
  const sums = new Float64Array(mentors.length);
  const found = new Float64Array(mentors.length);
  const shared = new SharedTerms(own, theirs, terms.size);
  return (participant, listed, { begin, end }) => {
    if ((end - begin) * MANY < mentors.length) {
      shared.take(participant);
      for (let pair = begin; pair < end; pair += 1) found[pair - begin] = shared.with(listed[pair] as number);
      shared.release(participant);
      return found;
    }
    sums.fill(0);
    addUsers(own, users, participant, sums);
    for (let pair = begin; pair < end; pair += 1)
      found[pair - begin] = sums[listed[pair] as number] as number;
    return found;
  };
}

function toRows(vectors: readonly TermVector[], terms: Map<string, number>): Rows {
  const size = vectors.reduce((sum, vector) => sum + vector.size, 0);
  const rows = {
    start: new Int32Array(vectors.length + 1),
    index: new Int32Array(size),
    weight: new Float64Array(size),
  };
  let next = 0;
  vectors.forEach((vector, row) => {
    for (const [term, weight] of vector) {
      const known = terms.get(term) ?? terms.size;
      if (known === terms.size) terms.set(term, known);
      rows.index[next] = known;
      rows.weight[next] = weight;
      next += 1;
    }
    rows.start[row + 1] = next;
  });
  return rows;
}

/** For each term who uses it, in ascending order. */
function transposed({ start, index, weight }: Rows, terms: number): Rows {
  const users = {
    start: new Int32Array(terms + 1),
    index: new Int32Array(index.length),
    weight: new Float64Array(index.length),
  };
  for (const term of index) users.start[term + 1] = (users.start[term + 1] as number) + 1;
  for (let term = 0; term < terms; term += 1)
    users.start[term + 1] = (users.start[term + 1] as number) + (users.start[term] as number);
  const next = users.start.slice();
  for (let row = 0; row + 1 < start.length; row += 1) {
    for (let entry = start[row] as number; entry < (start[row + 1] as number); entry += 1) {
      const term = index[entry] as number;
      const place = next[term] as number;
      users.index[place] = row;
      users.weight[place] = weight[entry] as number;
      next[term] = place + 1;
    }
  }
  return users;
}

function addUsers(own: Rows, users: Rows, participant: number, sums: Float64Array): void {
  const { start, index: mentors, weight: weights } = users;
  for (
    let entry = own.start[participant] as number;
    entry < (own.start[participant + 1] as number);
    entry += 1
  ) {
    const term = own.index[entry] as number;
    const weight = own.weight[entry] as number;
    const end = start[term + 1] as number;
    for (let user = start[term] as number; user < end; user += 1) {
      const mentor = mentors[user] as number;
      sums[mentor] = (sums[mentor] as number) + weight * (weights[user] as number);
    }
  }
}

/** One participant's terms, held ready to be found by their number. */
class SharedTerms {
  readonly #own: Rows;
  readonly #theirs: Rows;
  /** The entry of each term in the participant's row, or -1. */
  readonly #entryOf: Int32Array;
  readonly #entries: number[] = [];
  readonly #products: number[] = [];

  constructor(own: Rows, theirs: Rows, terms: number) {
    this.#own = own;
    this.#theirs = theirs;
    this.#entryOf = new Int32Array(terms).fill(-1);
  }

  take(participant: number): void {
    const { start, index } = this.#own;
    for (let entry = start[participant] as number; entry < (start[participant + 1] as number); entry += 1)
      this.#entryOf[index[entry] as number] = entry;
  }

  release(participant: number): void {
    const { start, index } = this.#own;
    for (let entry = start[participant] as number; entry < (start[participant + 1] as number); entry += 1)
      this.#entryOf[index[entry] as number] = -1;
  }

  /** Products of the terms shared with a mentor, put in the order of the participant's terms and summed. */
  with(mentor: number): number {
    const { start, index, weight } = this.#theirs;
    const [entries, products] = [this.#entries, this.#products];
    let shared = 0;
    for (let user = start[mentor] as number; user < (start[mentor + 1] as number); user += 1) {
      const entry = this.#entryOf[index[user] as number] as number;
      if (entry < 0) continue;
      let place = shared;
      for (; place > 0 && (entries[place - 1] as number) > entry; place -= 1) {
        entries[place] = entries[place - 1] as number;
        products[place] = products[place - 1] as number;
      }
      entries[place] = entry;
      products[place] = (this.#own.weight[entry] as number) * (weight[user] as number);
      shared += 1;
    }
    let sum = 0;
    for (let place = 0; place < shared; place += 1) sum += products[place] as number;
    return sum;
  }
}
