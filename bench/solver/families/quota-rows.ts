import type { Problem, ProblemQuota } from '#solver/contract/problem.ts';
import { createRandom } from '#solver/simulate/random.ts';
import type { StructuredInstance } from './structured.ts';
import { LEVELS, REGIONS } from './structured-people.ts';

/** A quota without its bound: at least so much of the sum of coefficients over the chosen pairs. */
export type QuotaRow = Pick<ProblemQuota, 'id' | 'pairs' | 'coefficients'>;

const SENIOR = 4;

/**
 * `count` of the 20 quotas that a committee may put on a structured cohort, drawn by the seed: pairs across library types, across
 * regions, with senior mentors; the total score of the participants of one level (5) or one region (12).
 */
export function drawQuotaRows(
  { problem, people }: StructuredInstance,
  count: number,
  seed: number,
): QuotaRow[] {
  const { participants, mentors } = people;
  const { score } = problem.pairs;
  const across = (a: Uint8Array, b: Uint8Array) => (participant: number, mentor: number) =>
    a[participant] === b[mentor] ? 0 : 1;
  const totalOf = (column: Uint8Array, kind: number) => (participant: number, _: number, pair: number) =>
    column[participant] === kind ? (score[pair] as number) : 0;
  const kinds: [string, (participant: number, mentor: number, pair: number) => number][] = [
    ['across-types', across(participants.libraryType, mentors.libraryType)],
    ['across-regions', across(participants.region, mentors.region)],
    ['senior', (_, mentor) => ((mentors.level[mentor] as number) >= SENIOR ? 1 : 0)],
    ...Array.from({ length: LEVELS }, (_, level) =>
      named(`level-${level + 1}`, participants.level, level + 1),
    ),
    ...Array.from({ length: REGIONS }, (_, region) => named(`region-${region}`, participants.region, region)),
  ];
  function named(id: string, column: Uint8Array, kind: number): (typeof kinds)[number] {
    return [id, totalOf(column, kind)];
  }
  if (count > kinds.length) throw new RangeError(`there are ${kinds.length} quotas to draw from`);
  const random = createRandom(seed, 4);
  const drawn = kinds
    .map((kind) => ({ kind, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, count);
  return drawn.map(({ kind: [id, coefficient] }) => quotaRow(id, problem, coefficient));
}

function quotaRow(
  id: string,
  { pairs }: Problem,
  coefficient: (participant: number, mentor: number, pair: number) => number,
): QuotaRow {
  const row = { id, pairs: [] as number[], coefficients: [] as number[] };
  for (let pair = 0; pair < pairs.score.length; pair += 1) {
    const value = coefficient(pairs.participant[pair] as number, pairs.mentor[pair] as number, pair);
    if (value === 0) continue;
    row.pairs.push(pair);
    row.coefficients.push(value);
  }
  return row;
}
