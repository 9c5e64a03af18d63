import { FREE } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';

/** How many free pairs are marked. */
export function markedCount(isIn: Uint8Array, fixed: Int8Array): number {
  let columns = 0;
  for (let pair = 0; pair < isIn.length; pair += 1)
    if (isIn[pair] === 1 && fixed[pair] === FREE) columns += 1;
  return columns;
}

export function markAll(pairs: Int32Array, isIn: Uint8Array): void {
  for (let index = 0; index < pairs.length; index += 1) isIn[pairs[index] as number] = 1;
}

/**
 * Marks for each person one pair more than the limit allows, those of the least losses: then every limit can bind in a linear program
 * over the marked pairs, and gives its person a price.
 */
export function markBestOfEach(program: Program, losses: Float64Array, isIn: Uint8Array): void {
  for (const [ends, { max }] of [
    [program.participant, program.participants],
    [program.mentor, program.mentors],
  ] as const) {
    const open = max.slice();
    for (let pair = 0; pair < isIn.length; pair += 1) {
      const node = ends[pair] as number;
      if (isIn[pair] === 1) open[node] = (open[node] as number) - 1;
    }
    const outside = Int32Array.from(isIn.keys()).filter(
      (pair) =>
        isIn[pair] === 0 && program.fixed[pair] === FREE && (open[ends[pair] as number] as number) >= 0,
    );
    outside.sort((a, b) => (losses[a] as number) - (losses[b] as number) || a - b);
    for (const pair of outside) {
      const node = ends[pair] as number;
      if ((open[node] as number) < 0) continue;
      isIn[pair] = 1;
      open[node] = (open[node] as number) - 1;
    }
  }
}

/** Marks the free pairs of the least losses, so many of them; of equal losses, pairs spread evenly. */
export function leastLosses(losses: Float64Array, fixed: Int8Array, n: number): Uint8Array {
  const isIn = new Uint8Array(losses.length);
  const reach = -nthLargest(
    losses.map((loss) => -loss),
    fixed,
    n,
  );
  let within = 0;
  let level = 0;
  for (let pair = 0; pair < losses.length; pair += 1) {
    if (fixed[pair] !== FREE) continue;
    if (losses[pair] === reach) level += 1;
    if (!((losses[pair] as number) < reach)) continue;
    isIn[pair] = 1;
    within += 1;
  }
  let place = 0;
  for (let pair = 0; pair < losses.length; pair += 1) {
    if (fixed[pair] !== FREE || losses[pair] !== reach) continue;
    if (isOneOf(place, level, n - within)) isIn[pair] = 1;
    place += 1;
  }
  return isIn;
}

/** Is the place one of `n` that are spread evenly over so many? */
function isOneOf(place: number, count: number, n: number): boolean {
  return n >= count || Math.floor(((place + 1) * n) / count) > Math.floor((place * n) / count);
}

const SAMPLE = 4_096;

/** About the n-th largest value of the free pairs, from an even sample where they are many; -Infinity where there are no more than n. */
export function nthLargest(values: Float64Array, fixed: Int8Array, n: number): number {
  let free = 0;
  for (let pair = 0; pair < fixed.length; pair += 1) if (fixed[pair] === FREE) free += 1;
  if (free <= n) return -Infinity;
  const stride = Math.max(1, Math.floor(free / SAMPLE));
  const sample = new Float64Array(Math.ceil(free / stride));
  let place = 0;
  for (let pair = 0; pair < fixed.length; pair += 1) {
    if (fixed[pair] !== FREE) continue;
    if (place % stride === 0) sample[place / stride] = values[pair] as number;
    place += 1;
  }
  sample.sort();
  return sample[Math.max(0, sample.length - 1 - Math.floor(n / stride))] as number;
}
