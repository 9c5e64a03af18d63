/** Additions that the counting may take: about a third of a second. */
const WORK_LIMIT = 2e8;
/** Entries that may be held: 64 MiB. */
const ENTRY_LIMIT = 8e6;
/** Counts stay below the largest double. */
const LARGEST_LOG = 300 * Math.LN10;

/** How many subsets of a size have each sum; rows by size. Doubles: whole below 2^53, beyond that right to about 1e-13 of themselves. */
export interface SubsetSums {
  /** Largest size that was counted; larger ones would take too long. */
  readonly largest: number;
  readonly rows: readonly Float64Array[];
}

/**
 * Counts the subsets of each size up to `wanted` by their sum (the shift algorithm of Streitberg and Roehmel 1986; Pagano and Tritchler 1983
 * for general scores). `values`: whole, 0 or more, ascending. Of order people x size x sum.
 */
export function subsetSums(values: Float64Array, wanted: number): SubsetSums {
  const reach = reaches(values);
  const largest = largestWithin(values.length, wanted, reach);
  const rows = Array.from(
    { length: largest + 1 },
    (_, size) => new Float64Array(reach(values.length, size) + 1),
  );
  (rows[0] as Float64Array)[0] = 1;
  for (let taken = 0; taken < values.length; taken += 1) {
    const value = values[taken] as number;
    for (let size = Math.min(largest, taken + 1); size > 0; size -= 1) {
      const [from, to] = [rows[size - 1] as Float64Array, rows[size] as Float64Array];
      const most = reach(taken, size - 1);
      for (let sum = 0; sum <= most; sum += 1)
        to[sum + value] = (to[sum + value] as number) + (from[sum] as number);
    }
  }
  return { largest, rows };
}

type Reach = (taken: number, size: number) => number;

/** The largest sum of a subset of this size among the first values. */
function reaches(values: Float64Array): Reach {
  const before = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index += 1)
    before[index + 1] = (before[index] as number) + (values[index] as number);
  return (taken, size) => (before[taken] as number) - (before[Math.max(0, taken - size)] as number);
}

function largestWithin(people: number, wanted: number, reach: Reach): number {
  let [work, entries, log] = [0, 1, 0];
  for (let size = 1; size <= wanted; size += 1) {
    log += Math.log((people - size + 1) / size);
    entries += reach(people, size) + 1;
    if (log > LARGEST_LOG || entries > ENTRY_LIMIT) return size - 1;
    for (let taken = size - 1; taken < people; taken += 1) work += reach(taken, size - 1) + 1;
    if (work > WORK_LIMIT) return size - 1;
  }
  return wanted;
}
