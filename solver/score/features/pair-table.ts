/** Everybody's value as a number among the distinct values. */
export interface Categories<Value> {
  readonly of: Int32Array;
  readonly values: readonly Value[];
}

/** Groups people by value; values are the same where their keys are. */
export function categorise<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string | number,
): Categories<Value> {
  const numbers = new Map<string | number, number>();
  const distinct: Value[] = [];
  const of = Int32Array.from(values, (value) => {
    const key = keyOf(value);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, distinct.length);
    return distinct.push(value) - 1;
  });
  return { of, values: distinct };
}

/** A number for each pair of distinct values, looked up by person. */
export class PairTable {
  readonly #rowOf: Int32Array;
  readonly #columnOf: Int32Array;
  readonly #width: number;
  readonly #cells: Uint16Array;

  constructor(participants: Int32Array, mentors: Int32Array, width: number, cells: Uint16Array) {
    this.#rowOf = participants;
    this.#columnOf = mentors;
    this.#width = width;
    this.#cells = cells;
  }

  at(participant: number, mentor: number): number {
    return this.#cells[this.#rowStart(participant) + (this.#columnOf[mentor] as number)] as number;
  }

  /** Writes the participant's number with every mentor. */
  row(participant: number, into: Uint16Array | Uint8Array): void {
    const start = this.#rowStart(participant);
    const cells = this.#cells.subarray(start, start + this.#width);
    const columnOf = this.#columnOf;
    for (let mentor = 0; mentor < columnOf.length; mentor += 1)
      into[mentor] = cells[columnOf[mentor] as number] as number;
  }

  #rowStart(participant: number): number {
    return (this.#rowOf[participant] as number) * this.#width;
  }
}

/** Computes `cell` once for each pair of distinct values. Cells are whole numbers from 0 to 65,535. */
export function pairTable<A, B>(
  participants: Categories<A>,
  mentors: Categories<B>,
  cell: (participant: A, mentor: B) => number,
): PairTable {
  const width = mentors.values.length;
  const cells = new Uint16Array(participants.values.length * width);
  participants.values.forEach((a, row) => {
    mentors.values.forEach((b, column) => {
      cells[row * width + column] = cell(a, b);
    });
  });
  return new PairTable(participants.of, mentors.of, width, cells);
}
