import { uniform } from '../uniform.ts';
import { countFar, groupCount, MOST_TRIED, QUICKLY_TRIED } from './enumeration.ts';
import { subsetSums } from './subset-sums.ts';
import type { SubsetSums } from './subset-sums.ts';

/** Draws of the sampled test: as many as this work allows, within these limits. */
const DRAWN_LIMIT = 2e7;
const MOST_SAMPLES = 99_999;
const FEWEST_SAMPLES = 999;

export interface PermutationTest {
  readonly p: number;
  readonly method: 'exact' | 'sampled';
  /** 0 where exact. */
  readonly samples: number;
  readonly resolution: number;
}

/** A group of `size` people whose values sum to `sum`. */
interface Split {
  readonly size: number;
  readonly sum: number;
}

/** The split by its smaller part, and the sums that are at least as far from the expected one as its own. */
interface Tails {
  readonly size: number;
  readonly low: number;
  readonly high: number;
  /** How many groups have this size. */
  readonly ways: number;
}

/**
 * For each group the two-sided permutation test of its mean against that of the others: the share of the groups of its size whose sum is
 * at least as far from the expected sum (Fisher 1935, Pitman 1937; with values 0 and 1 it is a two-sided test of the hypergeometric
 * distribution). Exact by counting all groups by their sum, or one by one, where that is feasible, else over drawn permutations with p = (hits + 1) / (samples + 1)
 * (Phipson and Smyth 2010). All groups are tested on the same counts or draws. `values`: whole and 0 or more, one a person;
 * `members`: indices of people, no group empty or everybody.
 */
export function permutationTests(
  values: Float64Array,
  members: readonly Int32Array[],
  seed: number,
): PermutationTest[] {
  const plain = reduced(values);
  const total = sumOf(plain);
  const tails = members.map((group) => tailsOf(plain.length, total, splitOf(plain, group)));
  const ascending = plain.slice().sort();
  const longer = tails.filter(({ ways }) => ways > QUICKLY_TRIED);
  const counts = subsetSums(ascending, Math.max(0, ...longer.map(({ size }) => size)));
  const exact = tails.map((tail) => exactTest(ascending, counts, tail));
  const sampled = sampledTests(
    ascending,
    tails.filter((_, index) => exact[index] === undefined),
    seed,
  );
  return tails.map((tail, index) => exact[index] ?? (sampled.get(tail) as PermutationTest));
}

/** Less the smallest value and divided by the common divisor: sums of one size keep their order, and are small. */
function reduced(values: Float64Array): Float64Array {
  const least = values.reduce((smallest, value) => Math.min(smallest, value), Infinity);
  const shifted = values.map((value) => value - least);
  const divisor = shifted.reduce(greatestCommonDivisor, 0);
  return divisor > 1 ? shifted.map((value) => value / divisor) : shifted;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function splitOf(values: Float64Array, members: Int32Array): Split {
  return {
    size: members.length,
    sum: members.reduce((sum, person) => sum + (values[person] as number), 0),
  };
}

/** Everybody else deviates as much as the group: the smaller part is counted. Products of sums and sizes may pass 2^53. */
function tailsOf(people: number, total: number, { size, sum }: Split): Tails {
  const smaller = 2 * size <= people ? { size, sum } : { size: people - size, sum: total - sum };
  const expected = BigInt(smaller.size) * BigInt(total);
  const own = BigInt(people) * BigInt(smaller.sum);
  const far = own > expected ? own - expected : expected - own;
  return {
    size: smaller.size,
    low: Number(floorOf(expected - far, BigInt(people))),
    high: -Number(floorOf(-expected - far, BigInt(people))),
    ways: groupCount(people, smaller.size),
  };
}

function floorOf(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

/** Undefined where the groups are too many to count. */
function exactTest(
  values: Float64Array,
  { rows }: SubsetSums,
  { size, low, high, ways }: Tails,
): PermutationTest | undefined {
  const row = ways > QUICKLY_TRIED ? rows[size] : undefined;
  if (row) return exactly(farIn(row, low, high), sumOf(row));
  return ways <= MOST_TRIED ? exactly(countFar(values, size, low, high), ways) : undefined;
}

function exactly(far: number, ways: number): PermutationTest {
  return { p: far / ways, method: 'exact', samples: 0, resolution: 1 / ways };
}

function farIn(row: Float64Array, low: number, high: number): number {
  return sumOf(row.filter((_, sum) => sum <= low || sum >= high));
}

function sumOf(numbers: Float64Array): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** The first entries of one drawn permutation are a drawn group of every size at once. */
function sampledTests(
  values: Float64Array,
  tails: readonly Tails[],
  seed: number,
): Map<Tails, PermutationTest> {
  const longest = Math.max(1, ...tails.map(({ size }) => size));
  const samples =
    tails.length === 0
      ? 0
      : Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, Math.floor(DRAWN_LIMIT / longest)));
  const hits = new Float64Array(tails.length);
  const dealt = values.slice();
  const sums = new Float64Array(longest + 1);
  for (let sample = 0; sample < samples; sample += 1) {
    for (let place = 0; place < longest; place += 1) {
      const other = place + Math.floor(uniform(seed, sample, place) * (dealt.length - place));
      const value = dealt[other] as number;
      dealt[other] = dealt[place] as number;
      dealt[place] = value;
      sums[place + 1] = (sums[place] as number) + value;
    }
    for (const [test, { size, low, high }] of tails.entries()) {
      const sum = sums[size] as number;
      if (sum <= low || sum >= high) hits[test] = (hits[test] as number) + 1;
    }
  }
  const resolution = 1 / (samples + 1);
  return new Map(
    tails.map((tail, test) => [
      tail,
      { p: ((hits[test] as number) + 1) * resolution, method: 'sampled' as const, samples, resolution },
    ]),
  );
}
