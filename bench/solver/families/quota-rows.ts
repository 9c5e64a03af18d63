import type { Problem, ProblemQuota } from '#solver/contract/problem.ts';
import { createRandom } from '#solver/simulate/random.ts';
import type { StructuredInstance } from './structured.ts';
import { LEVELS, REGIONS } from './structured-people.ts';

/** A quota without its bound: at least so much of the sum of coefficients over the chosen pairs. */
export type QuotaRow = Pick<ProblemQuota, 'id' | 'pairs' | 'coefficients'>;

const SENIOR = 4;

type Coefficient = (participant: number, mentor: number, pair: number) => number;

/**
 * `count` of the quotas that a committee may put on a structured cohort, drawn by the seed among those that some pair adds to:
 * pairs across library types, across regions, with senior mentors; pairs with senior mentors among the participants of one level
 * (5); the total score of the participants of one level (5) or one region (12).
 */
export function drawQuotaRows(base: StructuredInstance, count: number, seed: number): QuotaRow[] {
  const random = createRandom(seed, 4);
  const drawn = coefficients(base)
    .map(([id, coefficient]) => ({ row: quotaRow(id, base.problem, coefficient), place: random.next() }))
    .filter(({ row }) => row.pairs.length > 0)
    .sort((a, b) => a.place - b.place);
  if (count > drawn.length) throw new RangeError(`there are ${drawn.length} quotas to draw from`);
  return drawn.slice(0, count).map(({ row }) => row);
}

function coefficients({
  problem,
  people: { participants, mentors },
}: StructuredInstance): [string, Coefficient][] {
  const { score } = problem.pairs;
  const differs = (a: Uint8Array, b: Uint8Array): Coefficient => {
    return (participant, mentor) => (a[participant] === b[mentor] ? 0 : 1);
  };
  const isSenior: Coefficient = (_, mentor) => ((mentors.level[mentor] as number) >= SENIOR ? 1 : 0);
  const among = (column: Uint8Array, kind: number, of: Coefficient): Coefficient => {
    return (participant, mentor, pair) => (column[participant] === kind ? of(participant, mentor, pair) : 0);
  };
  const scoreOf: Coefficient = (_, __, pair) => score[pair] as number;
  return [
    ['across-types', differs(participants.libraryType, mentors.libraryType)],
    ['across-regions', differs(participants.region, mentors.region)],
    ['senior', isSenior],
    ...kinds<[string, Coefficient]>(LEVELS, (kind) => [
      `senior-level-${kind + 1}`,
      among(participants.level, kind + 1, isSenior),
    ]),
    ...kinds<[string, Coefficient]>(LEVELS, (kind) => [
      `level-${kind + 1}`,
      among(participants.level, kind + 1, scoreOf),
    ]),
    ...kinds<[string, Coefficient]>(REGIONS, (kind) => [
      `region-${kind}`,
      among(participants.region, kind, scoreOf),
    ]),
  ];
}

function kinds<T>(count: number, make: (kind: number) => T): T[] {
  return Array.from({ length: count }, (_, kind) => make(kind));
}

function quotaRow(id: string, { pairs }: Problem, coefficient: Coefficient): QuotaRow {
  const row = { id, pairs: [] as number[], coefficients: [] as number[] };
  for (let pair = 0; pair < pairs.score.length; pair += 1) {
    const value = coefficient(pairs.participant[pair] as number, pairs.mentor[pair] as number, pair);
    if (value === 0) continue;
    row.pairs.push(pair);
    row.coefficients.push(value);
  }
  return row;
}
