import { halvesOf } from '#solver/contract/certificate.ts';
import type { Branch, Leaf, Narrowing, Proof } from '#solver/contract/certificate.ts';
import type { Problem } from '#solver/contract/problem.ts';

/** A whole number that lies between `low` and `high`. */
export interface Range {
  low: number;
  high: number;
}

/**
 * What a proof argues about, written from contract/certificate.ts with nothing shared with the checker and no thought of speed:
 * every linear form is a dense row of coefficients, and each of these rows has a range.
 */
export interface Space {
  problem: Problem;
  /** x_e, for each pair. */
  pairs: Range[];
  /** Number of partners. */
  participants: Range[];
  mentors: Range[];
  rows: (Range & { coefficients: number[] })[];
}

export function spaceOf(problem: Problem): Space {
  const limits = ({ min, max }: { min: number; max: number }) => ({ low: min, high: max });
  const indices = Array.from(problem.pairs.score, (_, pair) => pair);
  return {
    problem,
    pairs: indices.map((pair) => ({ low: problem.pinned.includes(pair) ? 1 : 0, high: 1 })),
    participants: problem.participants.map(limits),
    mentors: problem.mentors.map(limits),
    rows: problem.quotas.map(({ sense, bound, pairs, coefficients }) => ({
      low: sense === '<=' ? -Infinity : bound,
      high: sense === '>=' ? Infinity : bound,
      coefficients: indices.map((pair) => coefficients[pairs.indexOf(pair)] ?? 0),
    })),
  };
}

/** One term of a leaf's right side: a multiplier on something that has a range. */
interface Term {
  multiplier: number;
  range: Range;
}

/** D sum c x, written as a sum of terms, whatever x is. */
function termsOf({ problem, pairs, participants, mentors, rows }: Space, c: readonly number[], leaf: Leaf) {
  const scale = leaf.kind === 'bound' ? leaf.scale : 0;
  const priced = (ranges: readonly Range[], prices: readonly number[]): Term[] =>
    ranges.map((range, index) => ({ multiplier: prices[index] ?? NaN, range }));
  const reduced = pairs.map((range, pair): Term => {
    const onRows = rows.map(({ coefficients }, row) => (leaf.rows[row] ?? NaN) * (coefficients[pair] ?? NaN));
    const own = leaf.participants[problem.pairs.participant[pair] ?? -1] ?? NaN;
    const other = leaf.mentors[problem.pairs.mentor[pair] ?? -1] ?? NaN;
    return { multiplier: scale * (c[pair] ?? NaN) - onRows.reduce((a, b) => a + b, 0) - own - other, range };
  });
  return [
    ...reduced,
    ...priced(participants, leaf.participants),
    ...priced(mentors, leaf.mentors),
    ...priced(rows, leaf.rows),
  ];
}

/** The largest that D sum c x can be by these prices: Infinity where a multiplier uses an infinite side. */
export function rightSide(space: Space, c: readonly number[], leaf: Leaf): number {
  const largest = ({ multiplier, range: { low, high } }: Term) =>
    multiplier === 0 ? 0 : multiplier * (multiplier > 0 ? high : low);
  return termsOf(space, c, leaf).reduce((sum, term) => sum + largest(term), 0);
}

/**
 * The space for all choices in which the objective is `value`: no term may lose more than the gap. `greed` is taken off the gap: more
 * than 0 is a lie.
 */
export function narrowedBySlack(
  space: Space,
  c: readonly number[],
  leaf: Leaf & { kind: 'bound' },
  value: number,
  greed: number,
): Space {
  const gap = rightSide(space, c, leaf) - leaf.scale * value - greed;
  const narrow = structuredClone(space);
  for (const { multiplier, range } of termsOf(narrow, c, leaf)) {
    if (range.low === range.high) continue;
    const units = Math.max(0, Math.floor(gap / Math.abs(multiplier)));
    if (multiplier > 0) range.low = Math.max(range.low, range.high - units);
    if (multiplier < 0) range.high = Math.min(range.high, range.low + units);
  }
  return narrow;
}

/** The halves of a branch, each with its space; undefined where that is empty from what is known. */
export function halvesOfSpace(space: Space, branch: Branch): (Space | undefined)[] {
  const half = (change: (draft: Space) => (Range | undefined)[], low: number, high: number) => {
    const draft = structuredClone(space);
    for (const range of change(draft)) {
      if (!range) throw new Error('the branch does not fit the space');
      range.low = Math.max(range.low, low);
      range.high = Math.min(range.high, high);
      if (range.low > range.high) return undefined;
    }
    return draft;
  };
  switch (branch.kind) {
    case 'branch':
      return [0, 1].map((to) => half(({ pairs }) => [pairs[branch.pair]], to, to));
    case 'row':
      return [
        half(({ rows }) => [rows[branch.row]], -Infinity, branch.at),
        half(({ rows }) => [rows[branch.row]], branch.at + 1, Infinity),
      ];
    case 'split': {
      const ends = Array.from(space.problem.pairs[branch.side]);
      const others = ends.flatMap((end, pair) =>
        end === branch.person && !branch.pairs.includes(pair) ? [pair] : [],
      );
      return [branch.pairs, others].map((gone) => half(({ pairs }) => gone.map((pair) => pairs[pair]), 0, 0));
    }
  }
}

/** The space of the rest of a narrowing; undefined where nothing is left, the space itself where the leaf bounds nothing. */
export function spaceOfRest(
  space: Space,
  c: readonly number[],
  { leaf, least }: Pick<Narrowing, 'leaf' | 'least'>,
): Space | undefined {
  const reach = rightSide(space, c, leaf);
  if (reach < leaf.scale * least) return undefined;
  const narrow = narrowedBySlack(space, c, leaf, least, 0);
  for (const row of narrow.rows.slice(0, space.problem.quotas.length)) {
    const live = row.coefficients.filter((each, pair) => each !== 0 && narrow.pairs[pair]?.high === 1);
    const least = Math.min(...live.map(Math.abs));
    const divisors = live.length === 0 ? [1] : Array.from({ length: least }, (_, index) => index + 1);
    const divisor = divisors.findLast((each) => live.every((one) => one % each === 0)) ?? 1;
    while (Number.isFinite(row.low) && row.low % divisor !== 0) row.low += 1;
    while (Number.isFinite(row.high) && row.high % divisor !== 0) row.high -= 1;
  }
  const ranges = [narrow.pairs, narrow.participants, narrow.mentors, narrow.rows].flat();
  return ranges.every(({ low, high }) => low <= high) ? narrow : undefined;
}

/** What a proof shows: the largest bound of a leaf, -Infinity where the space is shown to be empty, Infinity where a leaf fails. */
export function boundOf(space: Space, c: readonly number[], proof: Proof): number {
  if (proof.kind === 'bound') return Math.floor(rightSide(space, c, proof) / proof.scale);
  if (proof.kind === 'contradiction') return rightSide(space, c, proof) < 0 ? -Infinity : Infinity;
  if (proof.kind === 'narrowing') {
    const narrow = spaceOfRest(space, c, proof);
    return Math.max(proof.least - 1, narrow ? boundOf(narrow, c, proof.rest) : -Infinity);
  }
  const halves = halvesOf(proof) ?? [];
  const bounds = halvesOfSpace(space, proof).map((half, index) =>
    half ? boundOf(half, c, halves[index] as Proof) : -Infinity,
  );
  return Math.max(...bounds);
}

/** The largest multiple of the objective's common divisor over the space that is at most the bound. */
export function roundedDown({ pairs }: Space, c: readonly number[], bound: number): number {
  let divisor = 1;
  const worths = c.filter((worth, pair) => worth !== 0 && pairs[pair]?.high === 1);
  const isCommon = (candidate: number) => worths.every((worth) => worth % candidate === 0);
  for (let candidate = 2; candidate <= Math.abs(worths[0] ?? 0); candidate += 1)
    if (isCommon(candidate)) divisor = candidate;
  return Math.floor(bound / divisor) * divisor;
}

/** Does the choice lie in every range? */
export function lies({ problem, pairs, participants, mentors, rows }: Space, x: readonly number[]): boolean {
  const within = ({ low, high }: Range, sum: number) => low <= sum && sum <= high;
  const partners = (ends: ArrayLike<number>, person: number) =>
    x.reduce((sum, value, pair) => sum + (ends[pair] === person ? value : 0), 0);
  return (
    pairs.every((range, pair) => within(range, x[pair] ?? 0)) &&
    participants.every((range, person) => within(range, partners(problem.pairs.participant, person))) &&
    mentors.every((range, person) => within(range, partners(problem.pairs.mentor, person))) &&
    rows.every(({ coefficients, ...range }) =>
      within(
        range,
        coefficients.reduce((sum, each, pair) => sum + each * (x[pair] ?? 0), 0),
      ),
    )
  );
}
