import { FREE } from '../../program/program.ts';
import type { Limits, Program } from '../../program/program.ts';
import { grouped, starts } from '../../program/grouping.ts';
import type { Gone } from './gone.ts';

/** A change of a choice: the pairs to turn, what it gains, and how many others it moves. */
export interface Exchange {
  readonly moved: number;
  readonly gain: number;
  readonly turned: readonly number[];
}

const NONE = -1;

/**
 * The best change for each number of moves after somebody who had one partner is gone, for the numbers at which it gets better.
 * `x` is a best choice of the program before, without that partner; `source` is who lost the partner, by rank on the other side;
 * `open` tells the free pairs that do not go with the person.
 *
 * A change of a choice is a set of cycles through the residual network, which sends from a root to participants and takes from mentors.
 * `x` was the best, so a cycle gains only if it uses what is new: the one unit that `source` has free. So one cycle through the root and
 * `source` is a best change for every bound on the moves (leaving the other cycles out gains no less and moves no more), and
 * a closed part of a walk gains nothing and moves at least one, so that the best walks are such cycles. What remains is the longest walk with
 * at most k moves, found layer by layer: gain(t, node) = best gain of a walk with t exchanges to the node (Bellman 1958; Ford 1956; with a
 * bound on the arcs: Saigal 1968). Only nodes whose gain rose in a layer are left in the next one, and the search ends where none rose.
 *
 * The walk: `source`'s side are rows, the other side columns. A row takes a column; a column without room gives up another row; and so on,
 * until a column has room or a row may do with one partner fewer. Participants are moved as they are given up (rows) or taken (columns).
 * Time: layers x pairs.
 */
export function bestExchanges(program: Program, x: Uint8Array, gone: Gone, source: number): Exchange[] {
  const open = openPairs(program, gone);
  return new Walks(program, x, open, gone.side === 'mentor', source).exchanges();
}

function openPairs({ fixed, participant, mentor }: Program, { side, index }: Gone): Uint8Array {
  const end = side === 'participant' ? participant : mentor;
  return Uint8Array.from(fixed, (value, pair) => (value === FREE && end[pair] !== index ? 1 : 0));
}

interface Side {
  readonly limits: Limits;
  readonly end: Int32Array;
  readonly first: Int32Array;
  readonly order: Int32Array;
  readonly degree: Int32Array;
}

function sideOf(limits: Limits, end: Int32Array, x: Uint8Array): Side {
  const first = starts(end, limits.max.length);
  const degree = new Int32Array(limits.max.length);
  for (let pair = 0; pair < x.length; pair += 1)
    if (x[pair] === 1) degree[end[pair] as number] = (degree[end[pair] as number] as number) + 1;
  return { limits, end, first, order: grouped(end, first), degree };
}

/** Where a walk may end: after taking a column with room, or after giving up a row that may do with fewer. */
interface End {
  readonly gain: number;
  readonly layer: number;
  readonly at: 'column' | 'row';
  readonly node: number;
}

class Walks {
  readonly #objective: Float64Array;
  readonly #x: Uint8Array;
  readonly #open: Uint8Array;
  readonly #areRowsParticipants: boolean;
  readonly #rows: Side;
  readonly #columns: Side;
  readonly #source: number;
  readonly #rowGain: Float64Array;
  readonly #columnGain: Float64Array;
  /** The pair over which a row or column was reached in each layer. */
  readonly #rowOver: Int32Array[] = [];
  readonly #columnOver: Int32Array[] = [];
  /** The best end for each number of moves. */
  readonly #ends: (End | undefined)[] = [];

  constructor(
    program: Program,
    x: Uint8Array,
    open: Uint8Array,
    areRowsParticipants: boolean,
    source: number,
  ) {
    const participants = sideOf(program.participants, program.participant, x);
    const mentors = sideOf(program.mentors, program.mentor, x);
    this.#objective = program.objective;
    this.#x = x;
    this.#open = open;
    this.#areRowsParticipants = areRowsParticipants;
    this.#rows = areRowsParticipants ? participants : mentors;
    this.#columns = areRowsParticipants ? mentors : participants;
    this.#source = source;
    this.#rowGain = new Float64Array(this.#rows.degree.length).fill(-Infinity);
    this.#columnGain = new Float64Array(this.#columns.degree.length).fill(-Infinity);
  }

  exchanges(): Exchange[] {
    this.#rowGain[this.#source] = 0;
    // The source has lost a partner already, so nothing is given up by leaving it there.
    if ((this.#rows.degree[this.#source] as number) >= (this.#rows.limits.min[this.#source] as number))
      this.#ends[0] = { gain: 0, layer: 0, at: 'row', node: this.#source };
    let risen = [this.#source];
    for (let layer = 1; risen.length > 0; layer += 1) risen = this.#giveUp(layer, this.#take(layer, risen));
    return this.#improving();
  }

  /** Rows take columns; the columns whose gain rose. */
  #take(layer: number, rows: readonly number[]): number[] {
    const over = new Int32Array(this.#columnGain.length).fill(NONE);
    const risen: number[] = [];
    for (const row of rows) {
      const base = this.#rowGain[row] as number;
      for (const pair of pairsOf(this.#rows, row)) {
        if (this.#x[pair] === 1 || this.#open[pair] === 0) continue;
        const column = this.#columns.end[pair] as number;
        const gain = base + (this.#objective[pair] as number);
        if (gain <= (this.#columnGain[column] as number)) continue;
        this.#columnGain[column] = gain;
        if (over[column] === NONE) risen.push(column);
        over[column] = pair;
      }
    }
    this.#columnOver[layer] = over;
    const { degree, limits } = this.#columns;
    for (const column of risen) {
      if ((degree[column] as number) < (limits.max[column] as number))
        this.#end(layer, 'column', column, this.#columnGain[column] as number);
    }
    return risen;
  }

  /** Columns give up rows; the rows whose gain rose. */
  #giveUp(layer: number, columns: readonly number[]): number[] {
    const over = new Int32Array(this.#rowGain.length).fill(NONE);
    const risen: number[] = [];
    for (const column of columns) {
      const base = this.#columnGain[column] as number;
      for (const pair of pairsOf(this.#columns, column)) {
        if (this.#x[pair] === 0 || this.#open[pair] === 0) continue;
        const row = this.#rows.end[pair] as number;
        const gain = base - (this.#objective[pair] as number);
        if (gain <= (this.#rowGain[row] as number)) continue;
        this.#rowGain[row] = gain;
        if (over[row] === NONE) risen.push(row);
        over[row] = pair;
      }
    }
    this.#rowOver[layer] = over;
    const { degree, limits } = this.#rows;
    for (const row of risen) {
      if ((degree[row] as number) > (limits.min[row] as number))
        this.#end(layer, 'row', row, this.#rowGain[row] as number);
    }
    return risen;
  }

  #end(layer: number, at: End['at'], node: number, gain: number): void {
    const moved = at === 'column' && this.#areRowsParticipants ? layer - 1 : layer;
    const known = this.#ends[moved];
    if (!known || gain > known.gain) this.#ends[moved] = { gain, layer, at, node };
  }

  #improving(): Exchange[] {
    const exchanges: Exchange[] = [];
    for (const [moved, end] of this.#ends.entries()) {
      if (end && end.gain > (exchanges.at(-1)?.gain ?? -Infinity))
        exchanges.push({ moved, gain: end.gain, turned: this.#turnedBy(end) });
    }
    return exchanges;
  }

  /** The pairs of a walk, backwards from its end. */
  #turnedBy({ layer, at, node }: End): number[] {
    const turned: number[] = [];
    let column = node;
    let row = node;
    for (let step = layer, isAtRow = at === 'row'; step > 0; step -= 1, isAtRow = true) {
      if (isAtRow) {
        const given = this.#rowOver[step]?.[row] as number;
        turned.push(given);
        column = this.#columns.end[given] as number;
      }
      const taken = this.#columnOver[step]?.[column] as number;
      turned.push(taken);
      row = this.#rows.end[taken] as number;
    }
    return turned;
  }
}

function pairsOf({ first, order }: Side, node: number): Int32Array {
  return order.subarray(first[node], first[node + 1]);
}
