/** So few groups are tried one by one before sums are counted: about a millisecond. */
export const QUICKLY_TRIED = 2e5;
/** So many are tried where sums are too many to count: about a hundredth of a second. */
export const MOST_TRIED = 4e6;

/** How many groups of a size there are; Infinity beyond the largest double. */
export function groupCount(people: number, size: number): number {
  let count = 1;
  for (let taken = 1; taken <= size; taken += 1) count = (count * (people - size + taken)) / taken;
  return Math.round(count);
}

/** How many groups of a size have a sum of at most `low` or at least `high`, tried one by one. */
export function countFar(values: Float64Array, size: number, low: number, high: number): number {
  let far = 0;
  const extend = (first: number, missing: number, sum: number) => {
    if (missing === 0) {
      if (sum <= low || sum >= high) far += 1;
      return;
    }
    for (let next = first; next + missing <= values.length; next += 1)
      extend(next + 1, missing - 1, sum + (values[next] as number));
  };
  extend(0, size, 0);
  return far;
}
