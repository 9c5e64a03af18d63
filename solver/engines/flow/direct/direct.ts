import type { CertificateStep } from '../../../contract/certificate.ts';
import { MileError } from '../../../contract/errors.ts';
import type { Level, Problem } from '../../../contract/problem.ts';
import type { CanonicalProblem, OrderedPairs } from '../../../program/canonical.ts';
import type { Climb, Hints } from '../../../program/climb.ts';
import { gathered, plainNumbers } from '../../../program/columns.ts';
import type { Limits } from '../../../program/program.ts';
import { settleTies } from '../../../program/ties.ts';
import { assignMost } from '../assignment/assign.ts';
import type { UnitAssignment } from '../assignment/problem.ts';
import { chosenOf, edgesOf, faceOf, matchedAmong } from './face.ts';
import { coverPrices, limitsOnFace, scorePrices } from './prices.ts';
import type { Prices } from './prices.ts';
import { unmatchedRegion } from './region.ts';
import { tightPairs } from './tight-pairs.ts';

/**
 * The direct way of the problems that are asked most: the largest match, then the largest score, without quotas, pins and minima, and one
 * partner each on one side at least. One run of the assignment kernel answers both levels; its matching gives König's cover and its prices the
 * proof of the score, so the pairs are read where they lie and no program is made of them. Undefined where the problem is another one. The answer
 * is that of the climb level by level.
 */
export function directMatch(
  { quotas, pinned, levels }: Problem,
  canonical: CanonicalProblem,
  hints: Hints,
): Climb | undefined {
  const { participants, mentors, pairs } = canonical;
  if (quotas.length > 0 || pinned.length > 0 || !areLevels(levels)) return undefined;
  const demand = demandsOf(participants, mentors, pairs);
  if (!demand) return undefined;
  const { starts, mentor: column, score: worth } = pairs;
  const optional = new Uint8Array(demand.length);
  const { checkScores: checkRange } = canonical;
  const found = assignMost(
    { starts, column, worth, demand, capacity: mentors.max, optional, checkRange },
    hints.prices?.mentors,
  );
  return reached(canonical, found, hints);
}

function areLevels(levels: readonly Level[]): boolean {
  return levels.length === 2 && levels[0] === 'matched' && levels[1] === 'score';
}

/** How many partners each participant asks for; undefined where the kernel cannot say it so. */
function demandsOf(participants: Limits, mentors: Limits, { starts }: OrderedPairs): Int32Array | undefined {
  const isFree = ({ min }: Limits) => min.every((least) => least === 0);
  if (!isFree(participants) || !isFree(mentors)) return undefined;
  const isOneToOne = ({ max }: Limits) => max.every((most) => most <= 1);
  if (!isOneToOne(participants) && !isOneToOne(mentors)) return undefined;
  const degree = (row: number) => (starts[row + 1] as number) - (starts[row] as number);
  // A maximum beyond the own pairs does not bind, so no price may argue from it.
  if (participants.max.some((most, row) => most > degree(row) && degree(row) > 0)) return undefined;
  return participants.max.map((most, row) => Math.min(most, degree(row)));
}

function reached(canonical: CanonicalProblem, found: UnitAssignment, { ties, baseline }: Hints): Climb {
  const { participants, mentors, pairs } = canonical;
  const region = unmatchedRegion(pairs, found, mentors.max.length);
  const prices = scorePrices(found, region);
  const isSettled = {
    participant: (row: number) => pairs.starts[row] !== pairs.starts[row + 1] && region?.rows[row] !== 1,
    mentor: (column: number) => region?.columns[column] === 1,
  };
  const limits = {
    participants: limitsOnFace(participants, prices.participants, isSettled.participant),
    mentors: limitsOnFace(mentors, prices.mentors, isSettled.mentor),
  };
  const tight = found.tight ?? tightPairs(pairs, prices, region);
  const settled = settleTies(
    faceOf(limits, tight),
    matchedAmong(tight, found, mentors.max.length),
    ties,
    baseline && gathered(new Uint8Array(tight.row.length), baseline, edgesOf(pairs, tight)),
  );
  const chosen = edgesOf(pairs, chosenOf(tight, settled));
  const score = scoreOf(pairs, chosen);
  checkProof(limits, prices, score);
  const steps = [
    stepOf('matched', chosen.length, coverPrices(pairs.starts, mentors.max.length, region), []),
    stepOf('score', score, prices, [0]),
  ];
  return { kind: 'reached', chosen, steps };
}

function scoreOf({ score }: OrderedPairs, chosen: Int32Array): number {
  return chosen.reduce((sum, pair) => sum + (score[pair] as number), 0);
}

function stepOf(
  level: Level,
  value: number,
  { participants, mentors }: Prices,
  rows: number[],
): CertificateStep {
  const prices = { participants: plainNumbers(participants), mentors: plainNumbers(mentors), rows };
  return { level, value, bound: value, proof: { kind: 'bound', scale: 1, ...prices } };
}

/** The prices must come to the score exactly: where they do not, the kernel is broken. */
function checkProof(limits: { participants: Limits; mentors: Limits }, prices: Prices, score: number): void {
  const sideOf = ({ min, max }: Limits, own: Float64Array) =>
    own.reduce((sum, price, node) => sum + price * ((price > 0 ? max[node] : min[node]) as number), 0);
  const bound = sideOf(limits.participants, prices.participants) + sideOf(limits.mentors, prices.mentors);
  if (bound !== score)
    throw new MileError(
      'INTERNAL',
      `The assignment contradicts itself: the match has ${score}, its prices ${bound}. Please report this problem file.`,
    );
}
