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
