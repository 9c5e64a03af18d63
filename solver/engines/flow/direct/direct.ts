import type { CertificateStep } from '../../../contract/certificate.ts';
import { MileError } from '../../../contract/errors.ts';
import type { Level, Problem } from '../../../contract/problem.ts';
import type { CanonicalProblem, OrderedPairs } from '../../../program/canonical.ts';
import type { Climb, Hints } from '../../../program/climb.ts';
import { gathered, plainNumbers } from '../../../program/columns.ts';
import { FREE } from '../../../program/program.ts';
import type { Limits, Program } from '../../../program/program.ts';
import { settleTies } from '../../../program/ties.ts';
import { assignMost } from '../assignment/assign.ts';
import type { UnitAssignment } from '../assignment/problem.ts';
import { edgeTo } from '../assignment/units.ts';
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
  const found = assignMost(
    { starts, column, worth, demand, capacity: mentors.max, optional: new Uint8Array(demand.length) },
    hints.prices?.mentors,
  );
  canonical.checkScores(found.worths);
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
  const first = chosenPairs(pairs, found);
  const score = scoreOf(pairs, first);
  const steps = [
    stepOf('matched', first.length, coverPrices(pairs.starts, mentors.max.length, region), []),
    stepOf('score', score, prices, [0]),
  ];
  const isSettled = {
    participant: (row: number) => pairs.starts[row] !== pairs.starts[row + 1] && region?.rows[row] !== 1,
    mentor: (column: number) => region?.columns[column] === 1,
  };
  const limits = {
    participants: limitsOnFace(participants, prices.participants, isSettled.participant),
    mentors: limitsOnFace(mentors, prices.mentors, isSettled.mentor),
  };
  checkProof(limits, prices, score);
  const tight = found.tight ?? tightPairs(pairs, prices, region);
  const x = marked(tight, first);
  const settled = settleTies(
    faceOf(pairs, limits, tight),
    x,
    ties,
    baseline && gathered(new Uint8Array(tight.length), baseline, tight),
  );
  return { kind: 'reached', chosen: tight.filter((_, place) => settled[place] === 1), steps };
}

/** The pairs of the assignment, ascending. */
function chosenPairs({ starts, mentor }: OrderedPairs, { rowOf, mate }: UnitAssignment): Int32Array {
  const chosen: number[] = [];
  for (let unit = 0; unit < mate.length; unit += 1) {
    const column = mate[unit] as number;
    if (column >= 0) chosen.push(edgeTo({ starts, column: mentor }, rowOf[unit] as number, column));
  }
  return Int32Array.from(chosen).sort();
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

/** 1 for those of the places that are chosen; both ascend. */
function marked(places: Int32Array, chosen: Int32Array): Uint8Array {
  const x = new Uint8Array(places.length);
  let next = 0;
  for (let place = 0; place < places.length; place += 1) {
    if (places[place] !== chosen[next]) continue;
    x[place] = 1;
    next += 1;
  }
  return x;
}

/** All best matches, as the choices of a program over the pairs that they may have. */
function faceOf(
  pairs: OrderedPairs,
  limits: Pick<Program, 'participants' | 'mentors'>,
  tight: Int32Array,
): Program {
  return {
    ...limits,
    participant: gathered(new Int32Array(tight.length), pairs.participant, tight),
    mentor: gathered(new Int32Array(tight.length), pairs.mentor, tight),
    objective: new Float64Array(tight.length),
    rows: [],
    fixed: new Int8Array(tight.length).fill(FREE),
  };
}
