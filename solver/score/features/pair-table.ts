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
  const of = new Int32Array(values.length);
  for (let person = 0; person < values.length; person += 1) {
    const value = values[person] as Value;
    const key = keyOf(value);
    const known = numbers.get(key);
    of[person] = known ?? distinct.length;
    if (known !== undefined) continue;
    numbers.set(key, distinct.length);
    distinct.push(value);
  }
  return { of, values: distinct };
}

/** The people of each category, ascending. */
export function membersOf(categories: Int32Array, count: number): readonly Int32Array[] {
  const sizes = new Int32Array(count);
  for (const one of categories) sizes[one] = (sizes[one] as number) + 1;
  const members = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  categories.forEach((one, person) => {
    (members[one] as Int32Array)[sizes[one] as number] = person;
    sizes[one] = (sizes[one] as number) + 1;
  });
  return members;
}

/** A whole number for each pair of distinct values, looked up by person. */
export interface PairTable {
  /** The category of everybody; the participants' index `rows`. */
  readonly participants: Int32Array;
  readonly mentors: Int32Array;
  readonly rows: number;
  readonly columns: number;
  at(participant: number, mentor: number): number;
  /** The numbers of one category of participants with every category of mentors; valid until the next call. */
  row(category: number): Uint16Array;
}

/** Cells that a table may keep, 32 MB; beyond, a cell is computed whenever it is asked for. */
const KEPT_CELLS = 2 ** 24;

/** Computes `cell` once for each pair of distinct values. Cells are whole numbers from 0 to 65,535. */
export function pairTable<A, B>(
  participants: Categories<A>,
  mentors: Categories<B>,
  cell: (participant: A, mentor: B) => number,
): PairTable {
  const cells = participants.values.length * mentors.values.length;
  return cells <= KEPT_CELLS
    ? keptTable(participants, mentors, cell)
    : openTable(participants, mentors, cell);
}

function keptTable<A, B>(
  participants: Categories<A>,
  mentors: Categories<B>,
  cell: (participant: A, mentor: B) => number,
): PairTable {
  const width = mentors.values.length;
  const cells = new Uint16Array(participants.values.length * width);
  let next = 0;
  for (const a of participants.values) {
    for (const b of mentors.values) {
      cells[next] = cell(a, b);
      next += 1;
    }
  }
  const [rowOf, columnOf] = [participants.of, mentors.of];
  return {
    participants: rowOf,
    mentors: columnOf,
    rows: participants.values.length,
    columns: mentors.values.length,
    at: (participant, mentor) =>
      cells[(rowOf[participant] as number) * width + (columnOf[mentor] as number)] as number,
    row: (category) => cells.subarray(category * width, (category + 1) * width),
  };
}

/** One row at a time: nothing grows with the product of the categories. */
function openTable<A, B>(
  participants: Categories<A>,
  mentors: Categories<B>,
  cell: (participant: A, mentor: B) => number,
): PairTable {
  const current = new Uint16Array(mentors.values.length);
  return {
    participants: participants.of,
    mentors: mentors.of,
    rows: participants.values.length,
    columns: mentors.values.length,
    at: (participant, mentor) =>
      cell(
        participants.values[participants.of[participant] as number] as A,
        mentors.values[mentors.of[mentor] as number] as B,
      ),
    row(category) {
      const value = participants.values[category] as A;
      mentors.values.forEach((other, column) => (current[column] = cell(value, other)));
      return current;
    },
  };
}
