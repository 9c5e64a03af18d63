/** The values at the given places, written into a column of as many entries. */
export function gathered<Column extends Int32Array | Float64Array | Int8Array | Uint8Array>(
  into: Column,
  values: ArrayLike<number>,
  places: Int32Array,
): Column {
  for (let index = 0; index < places.length; index += 1)
    into[index] = values[places[index] as number] as number;
  return into;
}

/** The column as a plain array, as certificates hold it: `Array.from` walks typed arrays by their iterator, ten times as slowly. */
export function plainNumbers(column: Float64Array): number[] {
  const numbers = new Array<number>(column.length);
  for (let index = 0; index < column.length; index += 1) numbers[index] = column[index] as number;
  return numbers;
}

/** The places themselves: 0, 1, 2 and so on. */
export function identity(length: number): Int32Array {
  const order = new Int32Array(length);
  for (let index = 0; index < length; index += 1) order[index] = index;
  return order;
}

/** A column over participants, then mentors. */
export function joined(participants: Int32Array, mentors: Int32Array): Int32Array {
  const all = new Int32Array(participants.length + mentors.length);
  all.set(participants);
  all.set(mentors, participants.length);
  return all;
}

/** The largest magnitude of the values; 0 where there are none. */
export function largestMagnitude(values: Float64Array): number {
  let most = 0;
  for (let index = 0; index < values.length; index += 1)
    most = Math.max(most, Math.abs(values[index] as number));
  return most;
}
