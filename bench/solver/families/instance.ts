import { DEFAULT_LEVELS } from '#solver/contract/problem.ts';
import type { PairColumns, Problem, ProblemNode } from '#solver/contract/problem.ts';

/** A problem with the names under which its figures are kept. */
export interface Instance {
  /** The family whose growth is fitted over its sizes. */
  readonly family: string;
  readonly name: string;
  readonly problem: Problem;
}

/** `count` people whose ids sort like their indices, so that a problem made of them is in canonical order. */
export function people(prefix: string, count: number, capacity: (index: number) => number): ProblemNode[] {
  const digits = String(Math.max(0, count - 1)).length;
  return Array.from({ length: count }, (_, index) => ({
    id: prefix + String(index).padStart(digits, '0'),
    min: 0,
    max: capacity(index),
  }));
}

/** A problem without quotas and pins: matched first, then the total score. */
export function pureProblem(
  participants: readonly ProblemNode[],
  mentors: readonly ProblemNode[],
  pairs: PairColumns,
): Problem {
  return {
    format: 'mile-problem/1',
    participants,
    mentors,
    pairs,
    quotas: [],
    pinned: [],
    levels: DEFAULT_LEVELS,
  };
}

/** Every pair of `rows` x `columns`, one to one, with the score of each. */
export function completeProblem(
  rows: number,
  columns: number,
  score: (row: number, column: number) => number,
): Problem {
  const pairs = new PairList(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) pairs.push(row, column, score(row, column));
  }
  return pureProblem(
    people('p', rows, () => 1),
    people('m', columns, () => 1),
    pairs.columns(),
  );
}

/** Pair columns that are filled in canonical order: by participant, then mentor. */
export class PairList {
  readonly #participant: Int32Array;
  readonly #mentor: Int32Array;
  readonly #score: Int32Array;
  #length = 0;

  /** Room for `most` pairs; pushing more is an error. */
  constructor(most: number) {
    this.#participant = new Int32Array(most);
    this.#mentor = new Int32Array(most);
    this.#score = new Int32Array(most);
  }

  push(participant: number, mentor: number, score: number): void {
    if (this.#length === this.#participant.length) throw new RangeError('more pairs than room was made for');
    if (!this.#isAfterLast(participant, mentor))
      throw new RangeError('pairs have to come in canonical order');
    this.#participant[this.#length] = participant;
    this.#mentor[this.#length] = mentor;
    this.#score[this.#length] = score;
    this.#length += 1;
  }

  #isAfterLast(participant: number, mentor: number): boolean {
    if (this.#length === 0) return true;
    const last = this.#participant[this.#length - 1] as number;
    return (
      participant > last || (participant === last && mentor > (this.#mentor[this.#length - 1] as number))
    );
  }

  columns(): { participant: Int32Array; mentor: Int32Array; score: Int32Array } {
    const filled = (column: Int32Array) =>
      this.#length === column.length ? column : column.slice(0, this.#length);
    return {
      participant: filled(this.#participant),
      mentor: filled(this.#mentor),
      score: filled(this.#score),
    };
  }
}
