/**
 * What a pair adds by its score alone: slope x score + base + the changes of all jumps at or below the score. Objectives and rows of
 * steps are of this form, so a sum of many of them is still read from one short table.
 */
export interface Worth {
  readonly slope: number;
  readonly base: number;
  readonly jumps: readonly Jump[];
  /** No pair's worth has a larger magnitude, and neither has any part of it. */
  readonly largest: number;
}

/** From the score `at` on, the worth is larger by `change`. */
export interface Jump {
  readonly at: number;
  readonly change: number;
}

export function worthOf({ slope, base, jumps }: Worth, score: number): number {
  let worth = base + slope * score;
  for (const { at, change } of jumps) if (at <= score) worth += change;
  return worth;
}

/** A worth times a whole factor. */
export type WorthTerm = readonly [Worth, number];

/** A sum of worths: slope x score + the entry of the score's bucket. A table of one entry serves every score. */
export interface WorthSum {
  readonly slope: bigint;
  readonly table: readonly bigint[];
}

/** Buckets of scores: bucket b holds those with exactly b `edges` at or below them. Every jump stands at an edge or below all. */
export function sumOfWorths(terms: readonly WorthTerm[], edges: readonly number[]): WorthSum {
  let slope = 0n;
  let base = 0n;
  const changes = new Map<number, bigint>();
  for (const [worth, factor] of terms) {
    if (factor === 0) continue;
    slope += BigInt(factor) * BigInt(worth.slope);
    base += BigInt(factor) * BigInt(worth.base);
    for (const { at, change } of worth.jumps) {
      const bucket = bucketOf(edges, at);
      changes.set(bucket, (changes.get(bucket) ?? 0n) + BigInt(factor) * BigInt(change));
    }
  }
  if (changes.size === 0) return { slope, table: [base] };
  const table: bigint[] = [];
  for (let bucket = 0; bucket <= edges.length; bucket += 1) {
    base += changes.get(bucket) ?? 0n;
    table.push(base);
  }
  return { slope, table };
}

/** How many of the ascending edges are at or below the score; known to be from `least` to `most`. */
export function bucketOf(
  edges: readonly number[],
  score: number,
  least = 0,
  most: number = edges.length,
): number {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
